using RetailBus.Contracts.Runs;

namespace RetailBus.Orchestrator.Api;

/// <summary>What a replay takes up, or would.</summary>
public sealed record ReplayAnswer
{
    /// <summary>Of the batches that are named.</summary>
    internal const int Named = 1000;

    /// <summary>Null when nothing was begun.</summary>
    public Guid? ReplayId { get; init; }

    public required int Matched { get; init; }

    /// <summary>The first 1,000, in the order of landing.</summary>
    public required IReadOnlyList<Batch> Batches { get; init; }

    public required int Concurrency { get; init; }

    internal static ReplayAnswer Of(IReadOnlyList<RunSummary> runs, ReplayRequest request) => new()
    {
        Matched = runs.Count,
        Batches = [.. runs.Take(Named).Select(run => new Batch(run.Id, run.Dataset, run.Object.Key, run.State, run.Object.LandedAt))],
        Concurrency = request.Concurrency,
    };

    /// <summary>A batch of the selection.</summary>
    /// <param name="BatchId">The batch.</param>
    /// <param name="Dataset">Its dataset.</param>
    /// <param name="SourceObject">Its object's key.</param>
    /// <param name="State">Its run's state before the replay.</param>
    /// <param name="LandedAt">UTC.</param>
    public sealed record Batch(Guid BatchId, string Dataset, string SourceObject, string State, DateTimeOffset LandedAt);
}
