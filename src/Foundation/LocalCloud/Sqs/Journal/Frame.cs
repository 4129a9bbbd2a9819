using System.Buffers.Binary;
using System.Numerics;

namespace RetailBus.LocalCloud.Sqs.Journal;

/// <summary>A frame on disk: payload length and CRC-32C, four bytes each, then the payload. It counts whole or not at all.</summary>
internal static class Frame
{
    public const int HeaderLength = 8;

    public static void WriteHeader(Span<byte> header, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteInt32LittleEndian(header, payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], Checksum(payload));
    }

    public static int PayloadLength(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadInt32LittleEndian(header);

    public static bool IsIntact(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload) =>
        BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) == Checksum(payload);

    private static uint Checksum(ReadOnlySpan<byte> payload)
    {
        var crc = uint.MaxValue;
        for (; payload.Length >= 8; payload = payload[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(payload));
        foreach (var rest in payload)
            crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }
}
