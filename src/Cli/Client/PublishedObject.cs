using RetailBus.Contracts.Batches;

namespace RetailBus.Cli.Client;

/// <summary>The batch that was announced again.</summary>
internal sealed record PublishedObject(Guid BatchId, string Dataset, LandedObject Object);
