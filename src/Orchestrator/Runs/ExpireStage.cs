namespace RetailBus.Orchestrator.Runs;

/// <summary>
/// The watch to the saga: this stage is overdue. It acts only if the run is still as the watch saw it, so that repeats, and several
/// watches, do no harm.
/// </summary>
public sealed record ExpireStage
{
    public required Guid BatchId { get; init; }

    public required string State { get; init; }

    public required int Attempt { get; init; }

    /// <summary>The deadline that has passed; each deadline expires once.</summary>
    public required DateTimeOffset DeadlineAt { get; init; }
}
