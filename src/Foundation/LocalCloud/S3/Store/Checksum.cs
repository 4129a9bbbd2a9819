namespace RetailBus.LocalCloud.S3.Store;

/// <summary>A checksum as S3's headers carry it.</summary>
internal sealed record Checksum(ChecksumAlgorithm Algorithm, string Base64)
{
    public const string TypeHeader = "x-amz-checksum-type";
    public const string FullObject = "FULL_OBJECT";
    public const string Composite = "COMPOSITE";

    public string HeaderName => HeaderNameOf(Algorithm);

    /// <summary>A composite one ends in a dash and the number of parts.</summary>
    public string Type => Base64.Contains('-', StringComparison.Ordinal) ? Composite : FullObject;

    public static string HeaderNameOf(ChecksumAlgorithm algorithm) => "x-amz-checksum-" + algorithm.ToString().ToLowerInvariant();
}
