using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>What a statement gave: cells as the API writes them (numbers as decimal text, dates as days, timestamps as seconds since 1970).</summary>
internal sealed record ServerResult
{
    public IReadOnlyList<SqlColumn> Columns { get; init; } = [];

    public IReadOnlyList<IReadOnlyList<string?>> Rows { get; init; } = [];

    /// <summary>Null where the statement is not of that kind: the answer has no <c>stats</c> then.</summary>
    public long? Inserted { get; init; }

    public long? Updated { get; init; }

    public long? Deleted { get; init; }
}
