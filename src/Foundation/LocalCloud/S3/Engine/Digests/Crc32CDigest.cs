using System.Buffers.Binary;
using System.Numerics;

namespace RetailBus.LocalCloud.S3.Engine.Digests;

/// <summary>CRC-32C (Castagnoli), with the processor's instruction where it has one.</summary>
internal sealed class Crc32CDigest : IDigest
{
    private uint _crc = 0xFFFFFFFF;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= 8)
        {
            _crc = BitOperations.Crc32C(_crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
            _crc = BitOperations.Crc32C(_crc, value);
    }

    public byte[] Finish()
    {
        var result = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(result, ~_crc);
        return result;
    }

    public void Dispose()
    {
    }
}
