using RetailBus.Contracts.Batches;

namespace RetailBus.Warehouse.Loading;

/// <summary>What became of one batch of a group: its counts, or why it was not loaded.</summary>
public sealed record LoadOutcome
{
    /// <summary>Null when it was not loaded.</summary>
    public LoadCounts? Counts { get; private init; }

    /// <summary>When the rows could be queried; for a load that was there already, when its transaction was about to commit.</summary>
    public DateTimeOffset CommittedAt { get; private init; }

    /// <summary>Whether an earlier delivery had loaded it: nothing was changed.</summary>
    public bool WasLoaded { get; private init; }

    /// <summary>Null when it was loaded.</summary>
    public Exception? Fault { get; private init; }

    /// <summary>The warehouse's own id of the statement, to find it in the warehouse's pages; null for one that works in this process.</summary>
    public string? ExternalRunId { get; init; }

    public static LoadOutcome Loaded(LoadCounts counts, DateTimeOffset committedAt, bool before = false) =>
        new() { Counts = counts, CommittedAt = committedAt, WasLoaded = before };

    public static LoadOutcome Failed(Exception fault) => new() { Fault = fault };
}
