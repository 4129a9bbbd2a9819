namespace RetailBus.Orchestrator.Replays;

/// <summary>The API to the replay's saga: replay these batches, so many at a time.</summary>
public sealed record StartReplay
{
    public required Guid ReplayId { get; init; }

    /// <summary>The batches in the order to replay them, by <see cref="BatchIdList"/>.</summary>
    public required byte[] Batches { get; init; }

    /// <summary>Batches in flight at a time.</summary>
    public required int Concurrency { get; init; }

    public required string Actor { get; init; }

    public required string Reason { get; init; }
}
