namespace RetailBus.LocalCloud.S3.Store;

/// <summary>The algorithms of S3's flexible checksums, named as in its XML.</summary>
internal enum ChecksumAlgorithm
{
    CRC32,
    CRC32C,
    CRC64NVME,
    SHA1,
    SHA256,
}
