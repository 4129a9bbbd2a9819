namespace RetailBus.Orchestrator.Replays;

/// <summary>The watch to the replay's saga: nothing was heard for long. Batches in flight are asked for again, which changes none that is at work.</summary>
public sealed record RemindReplay
{
    public required Guid ReplayId { get; init; }

    /// <summary>When the replay last changed, as the watch saw it: of several watches one acts.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
}
