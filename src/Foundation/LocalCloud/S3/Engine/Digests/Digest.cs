using System.Security.Cryptography;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Engine.Digests;

internal static class Digest
{
    public static IDigest Of(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.CRC32 => new Crc32Digest(),
        ChecksumAlgorithm.CRC32C => new Crc32CDigest(),
        ChecksumAlgorithm.CRC64NVME => new Crc64NvmeDigest(),
        ChecksumAlgorithm.SHA1 => new HashDigest(HashAlgorithmName.SHA1),
        ChecksumAlgorithm.SHA256 => new HashDigest(HashAlgorithmName.SHA256),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };
}
