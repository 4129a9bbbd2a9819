namespace RetailBus.Ingest.Uploads;

/// <summary>What stands in the raw zone after an upload.</summary>
/// <param name="Bucket">The raw zone.</param>
/// <param name="Key">The key, not encoded.</param>
/// <param name="VersionId">Null where the bucket is not versioned.</param>
/// <param name="ETag">Without quotes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="BatchId">The batch and run that the upload becomes; null when it was overwritten at once.</param>
public sealed record UploadedObject(string Bucket, string Key, string? VersionId, string ETag, long Size, Guid? BatchId);
