using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Engine.Digests;

/// <summary>
/// The check of two texts' concatenation from their own checks. Appending n zero bytes multiplies a check by a matrix over GF(2), whose
/// powers are found by squaring, as Mark Adler's crc32_combine does it.
/// </summary>
internal sealed class CrcCombination(ulong polynomial, int bytes)
{
    private const int Bits = 64;

    /// <exception cref="ArgumentOutOfRangeException">The algorithm is no cyclic redundancy check.</exception>
    public static CrcCombination Of(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.CRC32 => new(CrcPolynomials.Crc32, sizeof(uint)),
        ChecksumAlgorithm.CRC32C => new(CrcPolynomials.Crc32C, sizeof(uint)),
        ChecksumAlgorithm.CRC64NVME => new(CrcPolynomials.Crc64Nvme, sizeof(ulong)),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    /// <summary>Both checks, and the result, are big-endian.</summary>
    /// <param name="first">Of the first text.</param>
    /// <param name="second">Of the second.</param>
    /// <param name="secondLength">The second text's length in bytes.</param>
    public byte[] Combine(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, long secondLength)
    {
        var check = Read(first);
        var shift = Square(Square(Square(ByOneBit())));
        for (; secondLength > 0; secondLength >>= 1)
        {
            if ((secondLength & 1) == 1)
                check = Times(shift, check);
            shift = Square(shift);
        }

        check ^= Read(second);
        var result = new byte[bytes];
        for (var i = 0; i < bytes; i++)
            result[i] = (byte)(check >> (8 * (bytes - 1 - i)));
        return result;
    }

    private static ulong Read(ReadOnlySpan<byte> bigEndian)
    {
        var value = 0UL;
        foreach (var part in bigEndian)
            value = (value << 8) | part;
        return value;
    }

    private static ulong Times(ulong[] matrix, ulong vector)
    {
        var product = 0UL;
        for (var bit = 0; vector != 0; bit++, vector >>= 1)
        {
            if ((vector & 1) == 1)
                product ^= matrix[bit];
        }

        return product;
    }

    private static ulong[] Square(ulong[] matrix) => Array.ConvertAll(matrix, column => Times(matrix, column));

    private ulong[] ByOneBit()
    {
        var matrix = new ulong[Bits];
        matrix[0] = polynomial;
        for (var bit = 1; bit < Bits; bit++)
            matrix[bit] = 1UL << (bit - 1);
        return matrix;
    }
}
