using RetailBus.Contracts.Batches;

namespace RetailBus.Orchestrator.Ledger;

/// <summary>A batch's contents and place, as the search for a duplicate needs them.</summary>
public sealed record LandedContent(Guid BatchId, string Dataset, string ContractVersion, string Fingerprint, LandedObject Object);
