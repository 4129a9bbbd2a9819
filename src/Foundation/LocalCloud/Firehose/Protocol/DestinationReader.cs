using System.Text.Json;
using RetailBus.LocalCloud.Firehose.Store;

namespace RetailBus.LocalCloud.Firehose.Protocol;

/// <summary>Reads an S3 destination's configuration.</summary>
internal static class DestinationReader
{
    private static readonly string[] Names =
    [
        "BucketARN", "RoleARN", "Prefix", "ErrorOutputPrefix", "BufferingHints", "CompressionFormat", "FileExtension", "CustomTimeZone",
        "CloudWatchLoggingOptions", "EncryptionConfiguration", "S3BackupMode", "ProcessingConfiguration",
    ];

    /// <param name="configuration">The request's part.</param>
    /// <param name="current">What holds where the request says nothing; null for a new stream.</param>
    /// <exception cref="FirehoseException">A value is out of its range or not served.</exception>
    public static Destination Read(JsonElement configuration, Destination? current = null)
    {
        configuration.Allow(Names);
        RefuseEnabled(configuration, "CloudWatchLoggingOptions");
        RefuseEnabled(configuration, "ProcessingConfiguration");
        if (configuration.TryGetProperty("EncryptionConfiguration", out var encryption)
            && (encryption.ValueKind != JsonValueKind.Object || encryption.TryGetProperty("KMSEncryptionConfig", out _)))
            throw FirehoseErrors.NotServed("EncryptionConfiguration");
        if (configuration.TextOr("S3BackupMode", "Disabled") != "Disabled")
            throw FirehoseErrors.NotServed("S3BackupMode");
        if (configuration.TextOr("CustomTimeZone", "UTC") != "UTC")
            throw FirehoseErrors.NotServed("CustomTimeZone");
        var bucket = current is null ? configuration.Text("BucketARN") : configuration.TextOr("BucketARN", current.BucketArn);
        if (!bucket.StartsWith("arn:aws:s3:::", StringComparison.Ordinal))
            throw FirehoseErrors.Validation($"Value '{bucket}' at 'bucketARN' failed to satisfy constraint: arn:aws:s3:::name");
        var given = current ?? new Destination { BucketArn = bucket };
        var compression = configuration.TextOr("CompressionFormat", given.CompressionFormat);
        if (compression is not ("UNCOMPRESSED" or "GZIP"))
            throw FirehoseErrors.NotServed($"CompressionFormat {compression}");
        var destination = given with
        {
            BucketArn = bucket,
            RoleArn = configuration.TextOr("RoleARN", given.RoleArn),
            Prefix = configuration.TextOr("Prefix", given.Prefix),
            ErrorOutputPrefix = configuration.TextOr("ErrorOutputPrefix", given.ErrorOutputPrefix),
            CompressionFormat = compression,
            FileExtension = configuration.TextOr("FileExtension", given.FileExtension),
        };
        return configuration.TryGetProperty("BufferingHints", out var hints) ? WithHints(destination, hints) : destination;
    }

    private static Destination WithHints(Destination destination, JsonElement hints)
    {
        hints.Allow("SizeInMBs", "IntervalInSeconds");
        return destination with
        {
            SizeInMBs = hints.Number(
                "SizeInMBs", destination.SizeInMBs, FirehoseLimits.MinBufferMebibytes, FirehoseLimits.MaxBufferMebibytes),
            IntervalInSeconds = hints.Number("IntervalInSeconds", destination.IntervalInSeconds, 0, FirehoseLimits.MaxIntervalSeconds),
        };
    }

    private static void RefuseEnabled(JsonElement configuration, string name)
    {
        if (configuration.TryGetProperty(name, out var options)
            && (options.ValueKind != JsonValueKind.Object
                || (options.TryGetProperty("Enabled", out var enabled) && enabled.ValueKind != JsonValueKind.False)))
            throw FirehoseErrors.NotServed(name);
    }
}
