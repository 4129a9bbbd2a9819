using RetailBus.Contracts.Batches;

namespace RetailBus.Transform.DuckDb;

/// <summary>What a transform made of a staged file.</summary>
internal sealed record LocalOutput(TransformCounts Rows, IReadOnlyList<LocalParquet> Accepted, IReadOnlyList<LocalParquet> Quarantined);
