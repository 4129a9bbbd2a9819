namespace RetailBus.Orchestrator.Retaining;

/// <summary>Who sweeps, of all nodes: one object of the processed zone, changed on condition only.</summary>
internal sealed record SweepTurn
{
    /// <summary>Of the sweep at work, not of its node: two sweeps of one node take turns too.</summary>
    public required Guid Holder { get; init; }

    /// <summary>When a holder that is not heard of any more has lost its turn.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>When the next scheduled sweep is due.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The sweep under way, or broken off and to be continued.</summary>
    public Guid? Unfinished { get; init; }
}
