namespace RetailBus.Orchestrator.Services;

/// <summary>The warehouse's equation: current + history + erased = accepted.</summary>
internal sealed record WarehouseBalance(long CurrentRows, long HistoryRows, long ErasedRows, long AcceptedRows, bool Balanced);
