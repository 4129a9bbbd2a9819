using RetailBus.Contracts.Batches;

namespace RetailBus.Transform.Batches;

/// <summary>A manifest and where it stands.</summary>
internal sealed record StoredManifest(BatchManifest Manifest, ManifestReference Reference);
