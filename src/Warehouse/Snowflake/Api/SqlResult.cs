namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>What one statement gave.</summary>
internal sealed record SqlResult
{
    public required IReadOnlyList<SqlColumn> Columns { get; init; }

    /// <summary>Cells as the API writes them: numbers as decimal text, timestamps as seconds since 1970 with fraction.</summary>
    public required IReadOnlyList<IReadOnlyList<string?>> Rows { get; init; }

    /// <summary>False when there were more rows than were asked for.</summary>
    public bool IsWhole { get; init; } = true;

    public long Inserted { get; init; }

    public long Updated { get; init; }

    public long Deleted { get; init; }
}
