using System.Text.Json.Serialization;

namespace RetailBus.Contracts.Batches;


/// <summary>The first equation: records = headers + accepted + quarantined + duplicates. Each is counted on its own.</summary>
public sealed record TransformCounts
{
    /// <summary>Records in the file, header lines included, by the independent reader while staging.</summary>
    public required long Records { get; init; }

    /// <summary>Header lines, wherever they stand.</summary>
    public required long Headers { get; init; }

    /// <summary>Rows in the Parquet files, from their footers.</summary>
    public required long Accepted { get; init; }

    /// <summary>Rows in the quarantine files, from their footers.</summary>
    public required long Quarantined { get; init; }

    /// <summary>Identical repeats of a key within the file.</summary>
    public required long Duplicates { get; init; }

    [JsonIgnore]
    public bool Balances => Records == Headers + Accepted + Quarantined + Duplicates;
}
