namespace RetailBus.Ingest.Landing;

/// <summary>Body of <c>POST /api/publish</c>.</summary>
/// <param name="Bucket">The raw zone's bucket.</param>
/// <param name="Key">The key, not encoded.</param>
/// <param name="VersionId">Null for the newest version.</param>
public sealed record PublishRequest(string? Bucket, string? Key, string? VersionId);
