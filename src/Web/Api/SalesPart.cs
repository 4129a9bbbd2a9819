namespace RetailBus.Web.Api;

/// <summary>The sales of one store, item, day or hour, in one currency.</summary>
public sealed record SalesPart
{
    public required string Dataset { get; init; }

    public required string Currency { get; init; }

    public string? StoreId { get; init; }

    public string? ItemId { get; init; }

    public string? ItemName { get; init; }

    public DateOnly? Day { get; init; }

    public DateTimeOffset? Hour { get; init; }

    public decimal Gross { get; init; }

    public decimal Returns { get; init; }

    public decimal Net { get; init; }

    public decimal Quantity { get; init; }

    public long Orders { get; init; }

    public long Lines { get; init; }
}
