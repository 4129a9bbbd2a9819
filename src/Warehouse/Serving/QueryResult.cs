namespace RetailBus.Warehouse.Serving;

/// <summary>What a query answered.</summary>
public sealed record QueryResult
{
    public required IReadOnlyList<QueryColumn> Columns { get; init; }

    /// <summary>Values in the columns' order.</summary>
    public required IReadOnlyList<object?[]> Rows { get; init; }

    /// <summary>Whether there were more rows than were asked for.</summary>
    public required bool Truncated { get; init; }

    public required double ElapsedMs { get; init; }
}
