using RetailBus.Contracts.Batches;

namespace RetailBus.Contracts.Messages;


/// <summary>Event for others: the share of quarantined rows passed the contract's limit; an operator releases or cancels.</summary>
public sealed record BatchHeld
{
    public required Guid BatchId { get; init; }

    public required string Dataset { get; init; }

    public required LandedObject Object { get; init; }

    public required TransformCounts Transformed { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset HeldAt { get; init; }
}
