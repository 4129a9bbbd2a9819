namespace RetailBus.Warehouse.Serving;

/// <summary>A column of a result, with the engine's name for its type.</summary>
public sealed record QueryColumn(string Name, string Type);
