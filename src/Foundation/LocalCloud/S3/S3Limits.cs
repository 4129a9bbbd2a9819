namespace RetailBus.LocalCloud.S3;

/// <summary>S3's limits, by its user guide.</summary>
internal static class S3Limits
{
    public const int MaxKeyBytes = 1024;
    public const int MaxUserMetadataBytes = 2048;
    public const int MaxListedKeys = 1000;
    public const int MaxDeletedKeys = 1000;
    public const int MaxPartNumber = 10_000;
    public const long MinPartBytes = 5L * 1024 * 1024;
    public const long MaxPutBytes = 5L * 1024 * 1024 * 1024;
    public const int MaxXmlBytes = 4 * 1024 * 1024;

    /// <summary>Not a limit of AWS: no document of S3's has half as many levels.</summary>
    public const int MaxXmlDepth = 32;

    public const int MaxTags = 10;
    public const int MaxBucketTags = 50;
    public const int MaxTagKeyLength = 128;
    public const int MaxTagValueLength = 256;
}
