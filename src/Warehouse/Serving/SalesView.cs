namespace RetailBus.Warehouse.Serving;

/// <summary>A view of the warehouse, and the page of the API that reads it.</summary>
public sealed record SalesView(string Name, string Route)
{
    /// <summary>All of them. The SQL of each is <c>Sql/{name}.sql</c>, over all lines or over those that a filter leaves.</summary>
    public static IReadOnlyList<SalesView> All { get; } =
    [
        new("sales_total", "total"),
        new("sales_by_store", "by-store"),
        new("sales_by_day", "by-day"),
        new("sales_by_hour", "by-hour"),
        new("sales_by_item", "by-item"),
        new("latest_orders", "latest"),
        new("freshness", "freshness"),
    ];
}
