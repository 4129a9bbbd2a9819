using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Quality;

namespace RetailBus.Contracts.Messages;


/// <summary>Event: the manifest of a batch stands; what it names is complete.</summary>
public sealed record TransformCompleted
{
    public required Guid BatchId { get; init; }

    /// <summary>The attempt that this answers; the manifest may be an earlier execution's that won.</summary>
    public required int Attempt { get; init; }

    public required string Dataset { get; init; }

    /// <summary>The contract's version that the rows were read with, e.g. <c>1.0.0</c>.</summary>
    public required string ContractVersion { get; init; }

    /// <summary>SHA-256 of the object's bytes as they landed, lower-case hex (64 characters).</summary>
    public required string Fingerprint { get; init; }

    public required ManifestReference Manifest { get; init; }

    public required TransformCounts Rows { get; init; }

    /// <summary>Share of quarantined records (0 to 1) over which the run is held; null for no limit.</summary>
    public double? RejectLimit { get; init; }

    /// <summary>Figures of the accepted rows; null from a service of before they were taken.</summary>
    public BatchQuality? Quality { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset CompletedAt { get; init; }
}
