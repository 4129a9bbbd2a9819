using RetailBus.Contracts.Rows;

namespace RetailBus.Warehouse.Serving;

/// <summary>Which order lines a sales page counts; null for all.</summary>
public sealed record SalesFilter
{
    public string? Dataset { get; init; }

    public string? Store { get; init; }

    public string? Item { get; init; }

    public string? Currency { get; init; }

    /// <summary>First time of ordering (UTC), inclusive; a date is its midnight.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Last time of ordering (UTC), exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Rows of the answer, 1 to 10,000. Default 1000.</summary>
    public int? Limit { get; init; }

    /// <summary>The lines as a table expression, values bound by name.</summary>
    internal (string Lines, IReadOnlyList<(string Name, object? Value)> Parameters) ToSql()
    {
        List<string> conditions = [];
        List<(string Name, object? Value)> parameters = [];
        Add(OrderLine.Dataset, "=", "dataset", Dataset);
        Add(OrderLine.StoreId, "=", "store", Store);
        Add(OrderLine.ItemId, "=", "item", Item);
        Add(OrderLine.Currency, "=", "currency", Currency);
        Add(OrderLine.OrderedAt, ">=", "from", From?.UtcDateTime);
        Add(OrderLine.OrderedAt, "<", "to", To?.UtcDateTime);
        return conditions.Count == 0
            ? ("order_lines", parameters)
            : ($"(select * from order_lines where {string.Join(" and ", conditions)})", parameters);

        void Add(string column, string comparison, string name, object? value)
        {
            if (value is null)
                return;
            conditions.Add($"{column} {comparison} ${name}");
            parameters.Add((name, value));
        }
    }
}
