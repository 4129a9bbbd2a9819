namespace RetailBus.Warehouse.DuckDb;

/// <summary>The engine refused to read keys; the message is its own, with its kind in front.</summary>
internal sealed class KeyReaderException(string message) : Exception(message);
