namespace RetailBus.Web.Api;

/// <summary>What a store delivered last.</summary>
public sealed record StoreFreshness
{
    public required string Dataset { get; init; }

    public required string Currency { get; init; }

    public required string StoreId { get; init; }

    public DateTimeOffset LastOrderedAt { get; init; }

    public DateTimeOffset LastLandedAt { get; init; }

    public long Batches { get; init; }

    public long Lines { get; init; }
}
