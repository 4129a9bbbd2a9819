namespace RetailBus.Warehouse.Tests.Fixtures;

/// <summary>What a test's order line says; the rest is filled in.</summary>
internal sealed record Line(string Order, string Item, decimal Amount)
{
    public string Store { get; init; } = "S1";

    public string Dataset { get; init; } = "orders";

    public string Currency { get; init; } = "USD";

    public string? ItemName { get; init; }

    public string? Customer { get; init; }

    public string? Extra { get; init; }

    public bool IsReturn { get; init; }

    public decimal Quantity { get; init; } = 1;

    public DateTime OrderedAt { get; init; } = new(2026, 3, 1, 10, 0, 0, DateTimeKind.Utc);
}
