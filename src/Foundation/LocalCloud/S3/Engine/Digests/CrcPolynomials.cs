namespace RetailBus.LocalCloud.S3.Engine.Digests;

/// <summary>The reflected polynomials of S3's cyclic redundancy checks, each of which begins and ends with all bits inverted.</summary>
internal static class CrcPolynomials
{
    /// <summary>IEEE 802.3, as gzip and zip use it.</summary>
    public const ulong Crc32 = 0xEDB88320;

    /// <summary>Castagnoli.</summary>
    public const ulong Crc32C = 0x82F63B78;

    public const ulong Crc64Nvme = 0x9A6C9329AC4BC9B5;
}
