namespace RetailBus.Orchestrator.Retaining;

/// <summary>Another sweep is at work, of this node or another.</summary>
public sealed class SweepUnderWayException(DateTimeOffset until)
    : Exception($"A retention sweep is at work; its turn ends at {until.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z unless it goes on.")
{
    public DateTimeOffset Until => until;
}
