namespace RetailBus.Contracts.Batches;


/// <summary>One Parquet file that a manifest names.</summary>
public sealed record ManifestFile
{
    public required string Bucket { get; init; }

    public required string Key { get; init; }

    /// <summary>From the file's own footer.</summary>
    public required long Rows { get; init; }

    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the file, lower-case hex.</summary>
    public required string Sha256 { get; init; }
}
