using RetailBus.LocalCloud.S3.Engine.Digests;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.Tests.S3;

public sealed class CrcTests
{
    /// <summary>The check values of the catalogue of parametrised CRC algorithms, of the text 123456789.</summary>
    [Theory]
    [InlineData("CRC32", "CBF43926")]
    [InlineData("CRC32C", "E3069283")]
    [InlineData("CRC64NVME", "AE8B14860A799888")]
    public void A_check_is_that_of_the_catalogue(string algorithm, string expected) =>
        Assert.Equal(expected, Convert.ToHexString(Of(algorithm, "123456789"u8)));

    [Theory]
    [InlineData("CRC32")]
    [InlineData("CRC64NVME")]
    public void A_text_of_any_length_in_any_pieces_has_the_check_that_bits_by_hand_have(string algorithm)
    {
        var random = new Random(7);
        foreach (var length in (int[])[0, 1, 15, 16, 63, 64, 127, 128, 129, 191, 192, 255, 256, 1000, 4097, 100_003])
        {
            var text = new byte[length];
            random.NextBytes(text);
            var cut = random.Next(length + 1);
            using var digest = Digest.Of(Enum.Parse<ChecksumAlgorithm>(algorithm));
            digest.Append(text.AsSpan(0, cut));
            digest.Append(text.AsSpan(cut));
            Assert.Equal(ByBits(algorithm, text), Convert.ToHexString(digest.Finish()));
        }
    }

    [Theory]
    [InlineData("CRC32")]
    [InlineData("CRC32C")]
    [InlineData("CRC64NVME")]
    public void Checks_of_pieces_make_that_of_the_whole(string algorithm)
    {
        var text = new byte[70_001];
        new Random(8).NextBytes(text);
        var combination = CrcCombination.Of(Enum.Parse<ChecksumAlgorithm>(algorithm));
        foreach (var cut in (int[])[0, 1, 4096, 69_999, 70_001])
        {
            var whole = combination.Combine(Of(algorithm, text.AsSpan(0, cut)), Of(algorithm, text.AsSpan(cut)), text.Length - cut);
            Assert.Equal(Of(algorithm, text), whole);
        }
    }

    private static byte[] Of(string algorithm, ReadOnlySpan<byte> text)
    {
        using var digest = Digest.Of(Enum.Parse<ChecksumAlgorithm>(algorithm));
        digest.Append(text);
        return digest.Finish();
    }

    private static string ByBits(string algorithm, byte[] text)
    {
        var (polynomial, width) = algorithm == "CRC32" ? (CrcPolynomials.Crc32, 32) : (CrcPolynomials.Crc64Nvme, 64);
        var all = ulong.MaxValue >> (64 - width);
        var crc = all;
        foreach (var value in text)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ polynomial : crc >> 1;
        }

        return (crc ^ all).ToString($"X{width / 4}", null);
    }
}
