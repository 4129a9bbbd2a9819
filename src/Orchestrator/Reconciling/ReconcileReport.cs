namespace RetailBus.Orchestrator.Reconciling;

/// <summary>What one look of the watch found.</summary>
public sealed record ReconcileReport
{
    /// <summary>Findings that are listed; <see cref="Counts"/> count all.</summary>
    public const int Listed = 1000;

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>False for a look that changed nothing.</summary>
    public required bool Repair { get; init; }

    public required string Actor { get; init; }

    public required string Reason { get; init; }

    /// <summary>How many objects, manifests, loads, runs and so on were looked at.</summary>
    public required IReadOnlyDictionary<string, long> Checked { get; init; }

    /// <summary>Findings of each kind.</summary>
    public required IReadOnlyDictionary<string, int> Counts { get; init; }

    /// <summary>The first 1,000.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Whether current + history + erased + expired = accepted in the whole warehouse; null when it could not be asked.</summary>
    public bool? Balanced { get; init; }
}
