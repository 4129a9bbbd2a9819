using RetailBus.Contracts.Batches;

namespace RetailBus.Contracts.Messages;


/// <summary>Command to LOAD: what the manifest names goes to the warehouse, in one transaction.</summary>
public sealed record LoadBatch
{
    public required Guid BatchId { get; init; }

    public required int Attempt { get; init; }

    public required string Dataset { get; init; }

    public required ManifestReference Manifest { get; init; }
}
