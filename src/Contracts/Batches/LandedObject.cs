namespace RetailBus.Contracts.Batches;


/// <summary>One version of one object in the raw zone: a slot and its content at a time.</summary>
public sealed record LandedObject
{
    public required string Bucket { get; init; }

    /// <summary>The key as it is, never URL-encoded.</summary>
    public required string Key { get; init; }

    /// <summary>Null where the bucket is not versioned; reads are then pinned by <see cref="ETag"/>.</summary>
    public string? VersionId { get; init; }

    /// <summary>Without quotes.</summary>
    public required string ETag { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The object's Last-Modified (UTC), never the time of an event, so that a replay agrees with the first landing.</summary>
    public required DateTimeOffset LandedAt { get; init; }

    /// <summary>The S3 event's sequencer, fixed-width upper-case hex; empty when announced by hand. Orders versions of one key.</summary>
    public string Sequencer { get; init; } = "";

    /// <summary>Set where the object holds corrected rows of another batch.</summary>
    public Resubmission? Resubmission { get; init; }
}
