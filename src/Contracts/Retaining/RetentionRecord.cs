namespace RetailBus.Contracts.Retaining;

/// <summary>The record of a sweep: what was removed where, how much of it, from before when, and when.</summary>
public sealed record RetentionRecord
{
    public required Guid SweepId { get; init; }

    public required string Actor { get; init; }

    public required string Reason { get; init; }

    /// <summary>A dry run is not kept.</summary>
    public bool DryRun { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Null while it is under way, or was broken off and is yet to be continued.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>
    /// That some zones are not done; null when they are, or it has gone on since. One that has ended with a problem left them to the next.
    /// </summary>
    public string? Problem { get; init; }

    /// <summary>One for each dataset and zone that has a retention.</summary>
    public required IReadOnlyList<RetentionEntry> Entries { get; init; }
}
