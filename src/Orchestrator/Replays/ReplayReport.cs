namespace RetailBus.Orchestrator.Replays;

/// <summary>How far a replay is, as the API shows it.</summary>
public sealed record ReplayReport
{
    public required Guid ReplayId { get; init; }

    /// <summary><c>Running</c>, <c>Done</c> or <c>Stopped</c>; a stopped one may still have batches in flight.</summary>
    public required string State { get; init; }

    public required int Total { get; init; }

    public required int Waiting { get; init; }

    public required int InFlight { get; init; }

    /// <summary>Batches that ended Completed.</summary>
    public required int Done { get; init; }

    /// <summary>Batches that ended in any other way; <see cref="Endings"/> tells which.</summary>
    public required int Failed { get; init; }

    /// <summary>Batches by the state that they ended in; <c>Skipped</c> for those that someone else had at work.</summary>
    public required IReadOnlyDictionary<string, int> Endings { get; init; }

    public required int Concurrency { get; init; }

    public required string Actor { get; init; }

    public required string Reason { get; init; }

    /// <summary>Who stopped it and why; null when nobody did.</summary>
    public string? StopReason { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}
