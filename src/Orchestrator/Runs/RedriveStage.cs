namespace RetailBus.Orchestrator.Runs;

/// <summary>
/// The watch to the saga: what this stage made was seen, a manifest or a load, and the run has not heard of it. The same attempt is
/// commanded again: a stage that finds its work answers from it, and one that does not find it any more does it again. It acts only if
/// the run is still as the watch saw it; the watch sends it once for a stage and attempt.
/// </summary>
public sealed record RedriveStage
{
    public required Guid BatchId { get; init; }

    public required string State { get; init; }

    public required int Attempt { get; init; }

    /// <summary>When the run last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    public required string Actor { get; init; }

    public required string Reason { get; init; }
}
