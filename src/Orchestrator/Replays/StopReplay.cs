namespace RetailBus.Orchestrator.Replays;

/// <summary>An operator to the replay's saga: begin no further batch. Those in flight go on to their end.</summary>
public sealed record StopReplay
{
    public required Guid ReplayId { get; init; }

    public required string Actor { get; init; }

    public required string Reason { get; init; }
}
