namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>One statement with its bindings, or several without, which share a session and can be one transaction.</summary>
internal sealed record SqlRequest
{
    /// <summary>The same id again gets the answer of the first time: nothing runs twice.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>Run in this order; the first that fails is the last that runs, and an open transaction is rolled back.</summary>
    public required IReadOnlyList<string> Statements { get; init; }

    /// <summary>Of the <c>?</c> of a single statement.</summary>
    public IReadOnlyList<SqlBinding> Bindings { get; init; } = [];

    /// <summary>After which the account gives up; null for the configured time.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The role to run as; null for the configured one.</summary>
    public string? Role { get; init; }

    /// <summary>
    /// Of several statements, the places (from 0) of those whose results are fetched, each by a request of its own; null for all. The others'
    /// are empty and not whole.
    /// </summary>
    public IReadOnlyCollection<int>? Wanted { get; init; }

    /// <summary>Rows after which no further partition is fetched; null for all.</summary>
    public long? MaxRows { get; init; }
}
