namespace RetailBus.Orchestrator.Ledger;

/// <summary>Which runs to list.</summary>
public sealed record RunFilter
{
    public const int MaxLimit = 1000;

    /// <summary>One of <see cref="Contracts.Runs.RunState"/>; null for all.</summary>
    public string? State { get; init; }

    /// <summary>Null for all.</summary>
    public string? Dataset { get; init; }

    /// <summary>Only runs with quarantined rows. Default false: all.</summary>
    public bool HasQuarantined { get; init; }

    /// <summary>1 to <see cref="MaxLimit"/>. Default 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Id of the last run of the page before: only older ones are listed.</summary>
    public Guid? Before { get; init; }
}
