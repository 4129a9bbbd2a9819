using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Quality;

namespace RetailBus.Transform;

/// <summary>What an execution wrote.</summary>
public sealed record TransformOutput
{
    /// <summary>Of the execution that wrote the files; their names carry it.</summary>
    public required Guid ExecutionId { get; init; }

    /// <summary>SHA-256 of the object's bytes as they landed, lower-case hex.</summary>
    public required string Fingerprint { get; init; }

    public required TransformCounts Rows { get; init; }

    /// <summary>Figures of the accepted rows.</summary>
    public required BatchQuality Quality { get; init; }

    /// <summary>Accepted rows; none when no row was accepted.</summary>
    public required IReadOnlyList<ManifestFile> Files { get; init; }

    /// <summary>Quarantined rows; none when there are none.</summary>
    public required IReadOnlyList<ManifestFile> Quarantine { get; init; }

    /// <summary>The engine's own id of the execution, to find it in the engine's pages; null for one that works in this process.</summary>
    public string? ExternalRunId { get; init; }
}
