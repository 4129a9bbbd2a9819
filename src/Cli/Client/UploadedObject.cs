namespace RetailBus.Cli.Client;

/// <summary>Where an upload stands and the batch that it is.</summary>
internal sealed record UploadedObject(string Bucket, string Key, string? VersionId, string ETag, long Size, Guid BatchId);
