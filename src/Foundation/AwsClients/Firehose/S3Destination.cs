namespace RetailBus.AwsClients.Firehose;

/// <summary>Where and how a delivery stream writes its objects (an extended S3 destination).</summary>
public sealed record S3Destination
{
    public required string BucketArn { get; init; }

    /// <summary>The role that Firehose writes with.</summary>
    public required string RoleArn { get; init; }

    /// <summary>Key prefix; null gives Firehose's default, <c>YYYY/MM/dd/HH/</c> in UTC.</summary>
    public string? Prefix { get; init; }

    /// <summary>Required by Firehose when <see cref="Prefix"/> contains expressions.</summary>
    public string? ErrorOutputPrefix { get; init; }

    /// <summary>MiB after which an object is written. Default 5, range 1 to 128.</summary>
    public int BufferingSizeMiB { get; init; } = 5;

    /// <summary>Seconds after which an object is written. Default 300, range 0 to 900.</summary>
    public int BufferingIntervalSeconds { get; init; } = 300;

    /// <summary><c>UNCOMPRESSED</c> (default) or <c>GZIP</c>.</summary>
    public string CompressionFormat { get; init; } = "UNCOMPRESSED";

    /// <summary>Ending of the keys, e.g. <c>.csv</c>; null for none.</summary>
    public string? FileExtension { get; init; }

    /// <summary>Null, or all that is wrong, each with key, value and what to do.</summary>
    public string? Problems()
    {
        var problems = new List<string>();
        if (BufferingSizeMiB is < 1 or > 128) problems.Add($"{nameof(BufferingSizeMiB)} is {BufferingSizeMiB}: give 1 to 128.");
        if (BufferingIntervalSeconds is < 0 or > 900)
            problems.Add($"{nameof(BufferingIntervalSeconds)} is {BufferingIntervalSeconds}: give 0 to 900.");
        if (CompressionFormat is not ("UNCOMPRESSED" or "GZIP"))
            problems.Add($"{nameof(CompressionFormat)} is '{CompressionFormat}': give UNCOMPRESSED or GZIP.");
        if (Prefix?.Contains("!{", StringComparison.Ordinal) == true && ErrorOutputPrefix is null)
            problems.Add($"{nameof(Prefix)} '{Prefix}' has expressions: Firehose then needs {nameof(ErrorOutputPrefix)} too.");
        return problems.Count == 0 ? null : string.Join(' ', problems);
    }
}
