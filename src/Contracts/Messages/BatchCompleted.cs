using RetailBus.Contracts.Batches;

namespace RetailBus.Contracts.Messages;


/// <summary>Event for others: a run ended Completed, reconciled.</summary>
public sealed record BatchCompleted
{
    public required Guid BatchId { get; init; }

    public required string Dataset { get; init; }

    public required LandedObject Object { get; init; }

    public required TransformCounts Transformed { get; init; }

    public required LoadCounts Loaded { get; init; }

    public required DateTimeOffset CompletedAt { get; init; }
}
