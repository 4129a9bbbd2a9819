using Microsoft.AspNetCore.Mvc;
using RetailBus.Contracts.Rows;

namespace RetailBus.Warehouse.Serving;

/// <summary>Which rows to find with all their versions. An order or a row key has to be named; the rest narrows it down.</summary>
public sealed record RowFilter
{
    [FromQuery(Name = OrderLine.Dataset)]
    public string? Dataset { get; init; }

    [FromQuery(Name = OrderLine.OrderId)]
    public string? OrderId { get; init; }

    [FromQuery(Name = OrderLine.StoreId)]
    public string? StoreId { get; init; }

    [FromQuery(Name = OrderLine.ItemId)]
    public string? ItemId { get; init; }

    [FromQuery(Name = OrderLine.RowKey)]
    public Guid? RowKey { get; init; }

    /// <summary>Versions of the answer, 1 to 10,000. Default 1000.</summary>
    public int? Limit { get; init; }

    /// <summary>The filter as a condition, values bound by name.</summary>
    /// <exception cref="QueryRefusedException">Neither an order nor a row key is named.</exception>
    internal (string Conditions, IReadOnlyList<(string Name, object? Value)> Parameters) ToSql()
    {
        if (OrderId is null && RowKey is null)
        {
            throw new QueryRefusedException(
                $"Name the row by {OrderLine.OrderId} or by {OrderLine.RowKey}; "
                + $"{OrderLine.Dataset}, {OrderLine.StoreId} and {OrderLine.ItemId} narrow it down.");
        }

        (string Name, object? Value)[] filters =
        [
            (OrderLine.Dataset, Dataset),
            (OrderLine.OrderId, OrderId),
            (OrderLine.StoreId, StoreId),
            (OrderLine.ItemId, ItemId),
            (OrderLine.RowKey, RowKey),
        ];
        var named = Array.FindAll(filters, filter => filter.Value is not null);
        return (string.Join(" and ", named.Select(filter => $"{filter.Name} = ${filter.Name}")), named);
    }
}
