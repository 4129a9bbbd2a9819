namespace RetailBus.LocalCloud.Firehose.Store;

/// <summary>Where a stream delivers, and when. Sizes are in MiB, intervals in seconds, as in the API.</summary>
internal sealed record Destination
{
    public required string BucketArn { get; init; }

    public string RoleArn { get; init; } = "";

    public string Prefix { get; init; } = "";

    public string ErrorOutputPrefix { get; init; } = "";

    public int SizeInMBs { get; init; } = FirehoseLimits.DefaultBufferMebibytes;

    public int IntervalInSeconds { get; init; } = FirehoseLimits.DefaultIntervalSeconds;

    /// <summary><c>UNCOMPRESSED</c> or <c>GZIP</c>.</summary>
    public string CompressionFormat { get; init; } = "UNCOMPRESSED";

    /// <summary>Appended to keys, e.g. <c>.csv</c>.</summary>
    public string FileExtension { get; init; } = "";

    /// <summary>How often the destination was changed; 0 too where a row says nothing of it.</summary>
    public int Changes { get; init; }

    /// <summary>From 1, as in the API.</summary>
    public int Version => Changes + 1;

    public string Bucket => BucketArn[(BucketArn.LastIndexOf(':') + 1)..];
}
