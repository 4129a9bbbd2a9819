namespace RetailBus.Warehouse.Serving;

/// <summary>A query that is not answered; the message says to its author why, and what would be.</summary>
public sealed class QueryRefusedException(string message, Exception? innerException = null) : Exception(message, innerException);
