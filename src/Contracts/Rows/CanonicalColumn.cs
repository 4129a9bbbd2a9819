namespace RetailBus.Contracts.Rows;


/// <summary>One column of the canonical order line.</summary>
public sealed record CanonicalColumn(string Name, CanonicalType Type, bool Required);
