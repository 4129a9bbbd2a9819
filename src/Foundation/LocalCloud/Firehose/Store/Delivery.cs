namespace RetailBus.LocalCloud.Firehose.Store;

/// <summary>A closed buffer on its way to an object.</summary>
internal sealed record Delivery(long Id, string Stream, string Bucket, string Key, string Compression);
