using RetailBus.Web.Api;

namespace RetailBus.Web.Pages.Sales;

/// <summary>Everything that the sales page shows, of one dataset in one currency: amounts of two currencies are never summed.</summary>
public sealed record SalesView
{
    /// <summary>What there is to choose from, whatever the filter.</summary>
    public required IReadOnlyList<SalesTotal> Books { get; init; }

    /// <summary>With the dataset and currency that are shown; null when the warehouse holds no sales.</summary>
    public required SalesFilter Filter { get; init; }

    /// <summary>Null when no sale fits the filter.</summary>
    public SalesTotal? Total { get; init; }

    public IReadOnlyList<SalesPart> Periods { get; init; } = [];

    public IReadOnlyList<SalesPart> Stores { get; init; } = [];

    public IReadOnlyList<SalesPart> Items { get; init; } = [];

    public IReadOnlyList<LatestOrder> Latest { get; init; } = [];

    public IReadOnlyList<StoreFreshness> Freshness { get; init; } = [];
}
