namespace RetailBus.Orchestrator.Services;

/// <summary>The warehouse's equation: current + history = accepted.</summary>
internal sealed record WarehouseBalance(long CurrentRows, long HistoryRows, long AcceptedRows, bool Balanced);
