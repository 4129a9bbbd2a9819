using System.Buffers.Binary;

namespace RetailBus.LocalCloud.S3.Engine.Digests;

/// <summary>CRC-64/NVME.</summary>
internal sealed class Crc64NvmeDigest : IDigest
{
    private static readonly CrcTable Table = new(CrcPolynomials.Crc64Nvme, 64);
    private ulong _crc = ulong.MaxValue;

    public void Append(ReadOnlySpan<byte> bytes) => _crc = Table.Update(_crc, bytes);

    public byte[] Finish()
    {
        var result = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(result, ~_crc);
        return result;
    }

    public void Dispose()
    {
    }
}
