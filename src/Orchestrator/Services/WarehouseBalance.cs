namespace RetailBus.Orchestrator.Services;

/// <summary>The warehouse's equation: current + history + erased + expired = accepted.</summary>
internal sealed record WarehouseBalance(
    long CurrentRows, long HistoryRows, long ErasedRows, long AcceptedRows, bool Balanced, long ExpiredRows = 0)
{
    /// <summary>The equation's left side.</summary>
    public long Rows => CurrentRows + HistoryRows + ErasedRows + ExpiredRows;
}
