namespace RetailBus.Contracts.Retaining;

/// <summary>An object that a sweep is about to remove.</summary>
public sealed record ExpiringObject
{
    public required string Bucket { get; init; }

    public required string Key { get; init; }

    /// <summary>Null in a bucket without versions.</summary>
    public string? VersionId { get; init; }

    /// <summary>Of what goes only while it is still that: an object without a version id, in a slot that may be filled anew.</summary>
    public string? ETag { get; init; }

    public required long Bytes { get; init; }
}
