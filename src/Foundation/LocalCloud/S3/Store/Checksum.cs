namespace RetailBus.LocalCloud.S3.Store;

/// <summary>A checksum as S3's headers carry it.</summary>
internal sealed record Checksum(ChecksumAlgorithm Algorithm, string Base64)
{
    public string HeaderName => HeaderNameOf(Algorithm);

    public static string HeaderNameOf(ChecksumAlgorithm algorithm) => "x-amz-checksum-" + algorithm.ToString().ToLowerInvariant();
}
