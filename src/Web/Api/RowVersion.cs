namespace RetailBus.Web.Api;

/// <summary>One version of a row, current or not.</summary>
public sealed record RowVersion
{
    public required Guid BatchId { get; init; }

    public required Guid RowKey { get; init; }

    public required string OrderId { get; init; }

    public required string StoreId { get; init; }

    public required string ItemId { get; init; }

    public string? ItemName { get; init; }

    public decimal? Quantity { get; init; }

    public decimal? UnitPrice { get; init; }

    public decimal? Amount { get; init; }

    public string? Currency { get; init; }

    public DateTimeOffset? OrderedAt { get; init; }

    public DateTimeOffset LandedAt { get; init; }

    public int Attempt { get; init; }

    public bool IsCurrent { get; init; }

    /// <summary>Why it is not current; null for the current one.</summary>
    public string? Reason { get; init; }

    public Guid? ReplacedBy { get; init; }

    public DateTimeOffset? ReplacedAt { get; init; }

    public string? SourceKey { get; init; }
}
