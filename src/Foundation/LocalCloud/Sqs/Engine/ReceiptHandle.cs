using System.Buffers.Binary;
using System.Numerics;

namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>Names one delivery of one message of one queue. Text form: base64 of the three numbers and their checksum.</summary>
internal readonly record struct ReceiptHandle(long QueueId, long Sequence, long ReceiptId)
{
    private const int Length = 28;

    /// <exception cref="SqsException">ReceiptHandleIsInvalid: the text is no handle of this server.</exception>
    public static ReceiptHandle Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (!Convert.TryFromBase64String(text, bytes, out var written) || written != Length)
            throw SqsErrors.ReceiptHandleIsInvalid(text);
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]) != Checksum(bytes))
            throw SqsErrors.ReceiptHandleIsInvalid(text);
        return new(
            BinaryPrimitives.ReadInt64LittleEndian(bytes),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]));
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, QueueId);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], ReceiptId);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[24..], Checksum(bytes));
        return Convert.ToBase64String(bytes);
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (var i = 0; i < 24; i += 8)
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes[i..]));
        return ~crc;
    }
}
