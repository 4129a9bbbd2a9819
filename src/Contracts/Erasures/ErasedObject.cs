namespace RetailBus.Contracts.Erasures;


/// <summary>An object that held rows of the key.</summary>
public sealed record ErasedObject
{
    /// <summary><c>raw</c>, <c>processed</c> or <c>quarantine</c>.</summary>
    public required string Zone { get; init; }

    public required Guid BatchId { get; init; }

    public required string Bucket { get; init; }

    public required string Key { get; init; }

    /// <summary>Of raw objects in a versioned bucket.</summary>
    public string? VersionId { get; init; }

    /// <summary>Records, or rows, that were taken out.</summary>
    public required long Rows { get; init; }

    public const string Raw = "raw";
    public const string Processed = "processed";
    public const string Quarantine = "quarantine";
}
