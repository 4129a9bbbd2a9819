namespace RetailBus.LocalCloud.Firehose;

/// <summary>Firehose's limits, by its API reference and quotas page.</summary>
internal static class FirehoseLimits
{
    /// <summary>Before base64.</summary>
    public const int MaxRecordBytes = 1_024_000;
    public const int MaxBatchRecords = 500;
    public const int MaxBatchBytes = 4 * 1024 * 1024;
    public const int MinBufferMebibytes = 1;
    public const int MaxBufferMebibytes = 128;
    public const int DefaultBufferMebibytes = 5;
    public const int MaxIntervalSeconds = 900;
    public const int DefaultIntervalSeconds = 300;
    public const int MaxRequestBytes = 8 * 1024 * 1024;
    public const int MaxListedStreams = 10_000;
    public const int DefaultListedStreams = 10;

    /// <summary>Of an account in a region, unless AWS raised it.</summary>
    public const int MaxStreams = 5_000;

    public const int MaxTags = 50;
    public const int MaxTagKeyLength = 128;
    public const int MaxTagValueLength = 256;
    public const int MaxListedTags = 50;
}
