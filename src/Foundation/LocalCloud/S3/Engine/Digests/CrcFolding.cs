using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RetailBus.LocalCloud.S3.Engine.Digests;

/// <summary>
/// Shortens a text to 16 bytes of the same reflected cyclic redundancy check by carry-less multiplication, 64 bytes at a time (Gopal et
/// al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction", Intel, 2009). The table does what is left.
/// </summary>
internal sealed class CrcFolding
{
    private const int Lane = 16;
    private const int Stride = 4 * Lane;
    private readonly int _width;
    private readonly ulong _polynomial;
    private readonly Vector128<ulong> _overStride;
    private readonly Vector128<ulong> _overLane;

    /// <param name="polynomial">Reflected.</param>
    /// <param name="width">32 or 64 bits.</param>
    public CrcFolding(ulong polynomial, int width)
    {
        _polynomial = polynomial;
        _width = width;
        _overStride = Factors(8 * Stride);
        _overLane = Factors(8 * Lane);
    }

    /// <summary>Whether it can be used, and is worth it, for so many bytes.</summary>
    public static bool Suits(int length) => Pclmulqdq.IsSupported && length >= 2 * Stride;

    /// <summary>Takes whole strides off the front of the text.</summary>
    /// <param name="crc">The check before; it is part of what is shortened.</param>
    /// <param name="bytes">At least two strides.</param>
    /// <param name="shortened">16 bytes, to be taken up with a check of zero before the rest of the text.</param>
    /// <returns>The rest of the text.</returns>
    public ReadOnlySpan<byte> Shorten(ulong crc, ReadOnlySpan<byte> bytes, Span<byte> shortened)
    {
        var lanes = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes);
        var (a, b, c, d) = (lanes[0] ^ Vector128.CreateScalar(crc), lanes[1], lanes[2], lanes[3]);
        for (lanes = lanes[4..]; lanes.Length >= 4; lanes = lanes[4..])
        {
            a = Fold(a, _overStride) ^ lanes[0];
            b = Fold(b, _overStride) ^ lanes[1];
            c = Fold(c, _overStride) ^ lanes[2];
            d = Fold(d, _overStride) ^ lanes[3];
        }

        var folded = Fold(Fold(Fold(a, _overLane) ^ b, _overLane) ^ c, _overLane) ^ d;
        BinaryPrimitives.WriteUInt64LittleEndian(shortened, folded[0]);
        BinaryPrimitives.WriteUInt64LittleEndian(shortened[sizeof(ulong)..], folded[1]);
        return bytes[(bytes.Length / Stride * Stride)..];
    }

    private static Vector128<ulong> Fold(Vector128<ulong> lane, Vector128<ulong> factors) =>
        Pclmulqdq.CarrylessMultiply(lane, factors, 0x00) ^ Pclmulqdq.CarrylessMultiply(lane, factors, 0x11);

    /// <summary>
    /// What moves a lane's halves on by so many bits. The product of two reflected numbers is one bit too far on already; and the lower
    /// half, which comes first, stands 64 bits higher.
    /// </summary>
    private Vector128<ulong> Factors(int distance) => Vector128.Create(Power(distance + 64 - 1), Power(distance - 1));

    /// <summary>x to the n-th power modulo the polynomial, reflected in 64 bits.</summary>
    private ulong Power(int n)
    {
        var value = 1UL << (_width - 1);
        for (; n > 0; n--)
            value = (value & 1) == 1 ? (value >> 1) ^ _polynomial : value >> 1;
        return value << (64 - _width);
    }
}
