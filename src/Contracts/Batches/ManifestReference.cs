namespace RetailBus.Contracts.Batches;


/// <summary>
/// Which manifest, and as it was when it was named. A transform writes one where none stands; only an erasure changes it after that, and it
/// has another ETag then.
/// </summary>
public sealed record ManifestReference
{
    public required string Bucket { get; init; }

    public required string Key { get; init; }

    /// <summary>Without quotes; a read that finds another ETag fails.</summary>
    public required string ETag { get; init; }
}
