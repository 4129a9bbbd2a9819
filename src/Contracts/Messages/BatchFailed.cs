using RetailBus.Contracts.Batches;

namespace RetailBus.Contracts.Messages;


/// <summary>Event for others: a run ended Failed. An operator can retry it.</summary>
public sealed record BatchFailed
{
    public required Guid BatchId { get; init; }

    public required string Dataset { get; init; }

    public required LandedObject Object { get; init; }

    /// <summary>The stage that failed: <c>transform</c>, <c>load</c> or <c>reconcile</c>.</summary>
    public required string Stage { get; init; }

    public required StageFailure Failure { get; init; }

    public required DateTimeOffset FailedAt { get; init; }
}
