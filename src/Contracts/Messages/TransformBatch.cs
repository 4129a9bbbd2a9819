using RetailBus.Contracts.Batches;

namespace RetailBus.Contracts.Messages;


/// <summary>Command to TRANSFORM: raw object to Parquet, quarantine and manifest.</summary>
public sealed record TransformBatch
{
    public required Guid BatchId { get; init; }

    /// <summary>1 for the first try of the run; each retry or replay of the run adds one.</summary>
    public required int Attempt { get; init; }

    public required string Dataset { get; init; }

    public required LandedObject Object { get; init; }
}
