namespace RetailBus.Chaos.Oracle;

/// <summary>An accepted row: what it says, by the canonical columns, as text; null for a missing value.</summary>
internal sealed record ExpectedLine
{
    public required string Dataset { get; init; }

    public required string OrderId { get; init; }

    public required string StoreId { get; init; }

    public required string ItemId { get; init; }

    public string? ItemName { get; init; }

    /// <summary>Four fraction digits, as the other numbers.</summary>
    public required string Quantity { get; init; }

    public required string UnitPrice { get; init; }

    public required string Amount { get; init; }

    public required string Currency { get; init; }

    public string? CustomerId { get; init; }

    /// <summary><c>yyyy-MM-dd HH:mm:ss</c>, UTC.</summary>
    public required string OrderedAt { get; init; }

    public required bool IsReturn { get; init; }

    /// <summary>As 32 hex digits with hyphens.</summary>
    public required string RowKey { get; init; }

    public string Content() => string.Join('|', new[]
    {
        Dataset, OrderId, StoreId, ItemId, ItemName ?? "∅", Quantity, UnitPrice, Amount, Currency, CustomerId ?? "∅", OrderedAt,
        IsReturn ? "true" : "false", RowKey,
    });
}
