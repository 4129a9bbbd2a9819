namespace RetailBus.Web.Api;

/// <summary>All sales of a dataset in one currency.</summary>
public sealed record SalesTotal
{
    public required string Dataset { get; init; }

    public required string Currency { get; init; }

    public decimal Gross { get; init; }

    public decimal Returns { get; init; }

    public decimal Net { get; init; }

    public long Orders { get; init; }

    public long CancelledOrders { get; init; }

    public decimal? Average { get; init; }

    public decimal? Largest { get; init; }

    public long Lines { get; init; }
}
