namespace RetailBus.Orchestrator.Runs;

/// <summary>
/// The watch to the saga: this stage has done its work, and its answer was lost. The stage is asked again for the same attempt, which it
/// answers from what it wrote. Sent only where that work was seen; it acts only if the run is still as the watch saw it.
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
