using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Quality;

namespace RetailBus.Orchestrator.Runs;

/// <summary>What a completed transform leads to.</summary>
internal sealed record TransformVerdict
{
    /// <summary>One of <see cref="Contracts.Runs.RunState"/>: Loading, Held, Duplicate or Failed.</summary>
    public required string Next { get; init; }

    public required string Reason { get; init; }

    public Guid? DuplicateOf { get; init; }

    public StageFailure? Failure { get; init; }

    /// <summary>What of its figures is not as in the runs before; they lead to nothing.</summary>
    public IReadOnlyList<QualityWarning> Warnings { get; init; } = [];
}
