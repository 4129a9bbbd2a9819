namespace RetailBus.Orchestrator.Lineage;

/// <summary>The lineage receiver did not answer, or not as it should; a later try may do.</summary>
public sealed class LineageUnavailableException : Exception
{
    public LineageUnavailableException(int status)
        : base($"The lineage receiver answered {status}; the event is tried again.")
    {
    }

    /// <summary>For no answer at all. The fault's own text may quote the address, so only its kind is told.</summary>
    public LineageUnavailableException(Exception fault)
        : base($"The lineage receiver did not answer ({fault?.GetType().Name}); the event is tried again.")
    {
    }
}
