using System.Buffers.Binary;

namespace RetailBus.LocalCloud.S3.Engine.Digests;

/// <summary>CRC-32.</summary>
internal sealed class Crc32Digest : IDigest
{
    private static readonly CrcTable Table = new(CrcPolynomials.Crc32, 32);
    private ulong _crc = 0xFFFFFFFF;

    public void Append(ReadOnlySpan<byte> bytes) => _crc = Table.Update(_crc, bytes);

    public byte[] Finish()
    {
        var result = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(result, ~(uint)_crc);
        return result;
    }

    public void Dispose()
    {
    }
}
