namespace RetailBus.Web.Api;

/// <summary>An order with its lines summed up.</summary>
public sealed record LatestOrder
{
    public required string Dataset { get; init; }

    public required string Currency { get; init; }

    public required string StoreId { get; init; }

    public required string OrderId { get; init; }

    public DateTimeOffset OrderedAt { get; init; }

    public DateTimeOffset LandedAt { get; init; }

    public long Lines { get; init; }

    public decimal Quantity { get; init; }

    public decimal Amount { get; init; }

    public bool IsCancelled { get; init; }
}
