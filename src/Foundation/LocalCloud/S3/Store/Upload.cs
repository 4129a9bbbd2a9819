namespace RetailBus.LocalCloud.S3.Store;

/// <summary>A multipart upload that is neither completed nor aborted.</summary>
internal sealed record Upload(string Id, string Bucket, string Key, DateTimeOffset Created, ObjectHeaders Headers);
