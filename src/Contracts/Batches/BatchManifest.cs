using System.Text.Json;
using System.Text.Json.Serialization;
using RetailBus.Contracts.Quality;

namespace RetailBus.Contracts.Batches;


/// <summary>What a transform writes last and once: the only thing that a load believes.</summary>
public sealed record BatchManifest
{
    /// <summary>Of this document's shape.</summary>
    public int FormatVersion { get; init; } = 1;

    public required Guid BatchId { get; init; }

    public required int Attempt { get; init; }

    /// <summary>Of the execution that wrote the files; their names carry it.</summary>
    public required Guid ExecutionId { get; init; }

    public required string Dataset { get; init; }

    public required string ContractVersion { get; init; }

    /// <summary>What new content at a key does to the rows of the old: <c>merge</c> or <c>replace</c>.</summary>
    public required string OnReland { get; init; }

    public required LandedObject Source { get; init; }

    /// <summary>SHA-256 of the source's bytes, lower-case hex.</summary>
    public required string Fingerprint { get; init; }

    public required TransformCounts Rows { get; init; }

    /// <summary>Share of quarantined records (0 to 1) over which the run is held; null for no limit.</summary>
    public double? RejectLimit { get; init; }

    /// <summary>Figures of the accepted rows as they were transformed; null in manifests of before they were taken.</summary>
    public BatchQuality? Quality { get; init; }

    /// <summary>Accepted rows, Parquet in the processed zone.</summary>
    public required IReadOnlyList<ManifestFile> Files { get; init; }

    /// <summary>Quarantined rows, Parquet in the quarantine zone.</summary>
    public required IReadOnlyList<ManifestFile> Quarantine { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset CompletedAt { get; init; }

    /// <summary>The document's JSON: camel case, absent where null.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };
}
