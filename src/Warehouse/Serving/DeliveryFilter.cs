using Microsoft.AspNetCore.Mvc;

namespace RetailBus.Warehouse.Serving;

/// <summary>Which stores have rows, current or in the history, that landed in a range; in the order of their ids.</summary>
public sealed record DeliveryFilter
{
    [FromQuery(Name = "dataset")]
    public string? Dataset { get; init; }

    /// <summary>Earliest landing; null from the first.</summary>
    [FromQuery(Name = "from")]
    public DateTimeOffset? From { get; init; }

    /// <summary>Landings before this time; null to the last.</summary>
    [FromQuery(Name = "to")]
    public DateTimeOffset? To { get; init; }

    /// <summary>The last store of the page before; null for the first page.</summary>
    [FromQuery(Name = "after")]
    public string? After { get; init; }

    /// <summary>Stores of the page, 1 to 10,000. Default 1000.</summary>
    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }

    /// <summary>The filter as a condition, values bound by name.</summary>
    /// <exception cref="QueryRefusedException">No dataset is named.</exception>
    internal (string Conditions, IReadOnlyList<(string Name, object? Value)> Parameters) ToSql()
    {
        if (string.IsNullOrEmpty(Dataset))
            throw new QueryRefusedException("Name the dataset: dataset=NAME, and from=TIME and to=TIME to narrow it down.");

        List<string> conditions = ["dataset = $dataset"];
        List<(string Name, object? Value)> parameters = [("dataset", Dataset)];
        Add("landed_at >= $from", "from", From?.UtcDateTime);
        Add("landed_at < $to", "to", To?.UtcDateTime);
        Add("store_id > $after", "after", After);
        return (string.Join(" and ", conditions), parameters);

        void Add(string condition, string name, object? value)
        {
            if (value is null)
                return;
            conditions.Add(condition);
            parameters.Add((name, value));
        }
    }
}
