namespace RetailBus.Orchestrator.Notifications;

/// <summary>The webhook did not answer, or not as it should; a later try may do.</summary>
public sealed class WebhookUnavailableException : Exception
{
    public WebhookUnavailableException(int status)
        : base($"The webhook answered {status}; the notification is tried again.")
    {
    }

    /// <summary>For no answer at all. The fault's own text may quote the address, so only its kind is told.</summary>
    public WebhookUnavailableException(Exception fault)
        : base($"The webhook did not answer ({fault?.GetType().Name}); the notification is tried again.")
    {
    }
}
