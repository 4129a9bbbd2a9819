using Microsoft.AspNetCore.Mvc;

namespace RetailBus.Warehouse.Serving;

/// <summary>Which batches have rows, current or in the history, of a store; in the order of their ids.</summary>
public sealed record BatchFilter
{
    [FromQuery(Name = "store")]
    public string? Store { get; init; }

    /// <summary>Null for all.</summary>
    [FromQuery(Name = "dataset")]
    public string? Dataset { get; init; }

    /// <summary>The last batch of the page before; null for the first page.</summary>
    [FromQuery(Name = "after")]
    public Guid? After { get; init; }

    /// <summary>Batches of the page, 1 to 10,000. Default 1000.</summary>
    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }

    /// <summary>The filter as a condition, values bound by name.</summary>
    /// <exception cref="QueryRefusedException">No store is named.</exception>
    internal (string Conditions, IReadOnlyList<(string Name, object? Value)> Parameters) ToSql()
    {
        if (string.IsNullOrEmpty(Store))
            throw new QueryRefusedException("Name the store: store=ID, and dataset=NAME to narrow it down.");

        List<string> conditions = ["store_id = $store"];
        List<(string Name, object? Value)> parameters = [("store", Store)];
        if (Dataset is not null)
        {
            conditions.Add("dataset = $dataset");
            parameters.Add(("dataset", Dataset));
        }

        if (After is { } after)
        {
            conditions.Add("batch_id > $after");
            parameters.Add(("after", after));
        }

        return (string.Join(" and ", conditions), parameters);
    }
}
