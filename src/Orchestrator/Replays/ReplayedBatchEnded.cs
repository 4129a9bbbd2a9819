namespace RetailBus.Orchestrator.Replays;

/// <summary>A run to the replay that it is part of: it came to rest.</summary>
public sealed record ReplayedBatchEnded
{
    /// <summary>Stands for a state where the run did not take the replay, because someone else has it at work.</summary>
    public const string Skipped = "Skipped";

    public required Guid ReplayId { get; init; }

    public required Guid BatchId { get; init; }

    /// <summary>One of <see cref="Contracts.Runs.RunState"/>, or <see cref="Skipped"/>.</summary>
    public required string State { get; init; }
}
