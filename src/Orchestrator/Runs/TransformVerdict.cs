using RetailBus.Contracts.Batches;

namespace RetailBus.Orchestrator.Runs;

/// <summary>What a completed transform leads to.</summary>
internal sealed record TransformVerdict
{
    /// <summary>One of <see cref="Contracts.Runs.RunState"/>: Loading, Held, Duplicate or Failed.</summary>
    public required string Next { get; init; }

    public required string Reason { get; init; }

    public Guid? DuplicateOf { get; init; }

    public StageFailure? Failure { get; init; }
}
