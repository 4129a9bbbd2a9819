namespace RetailBus.Contracts.Batches;


/// <summary>Where a manifest stands. A manifest is written once and never changes.</summary>
public sealed record ManifestReference
{
    public required string Bucket { get; init; }

    public required string Key { get; init; }

    /// <summary>Without quotes; a read that finds another ETag fails.</summary>
    public required string ETag { get; init; }
}
