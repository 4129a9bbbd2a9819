namespace RetailBus.Cli.Client;

/// <summary>The batch that was announced again.</summary>
internal sealed record PublishedObject(Guid BatchId, string Bucket, string Key);
