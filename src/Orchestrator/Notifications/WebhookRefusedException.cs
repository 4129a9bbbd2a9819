namespace RetailBus.Orchestrator.Notifications;

/// <summary>The webhook took the notification for wrong; the same one again would be refused again.</summary>
public sealed class WebhookRefusedException(int status)
    : Exception($"The webhook refused the notification ({status}). Check Notifications:Url and Notifications:Secret, then redrive the error queue.");
