using System.Text;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.Tests.Staging;

public sealed class Utf8StreamTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_character_that_two_reads_share_stays_whole(int shift)
    {
        var text = new string('x', (128 * 1024) - 4 + shift) + "€🛒 é";
        Assert.Equal(text, await ReadAsync(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_taken_for_Latin_1() =>
        Assert.Equal("naïve café é", await ReadAsync([.. Encoding.Latin1.GetBytes("naïve café "), .. "é"u8]));

    [Fact]
    public async Task A_sequence_that_the_end_cuts_is_taken_for_Latin_1() =>
        Assert.Equal("aâ", await ReadAsync([(byte)'a', 0xe2]));

    private static async Task<string> ReadAsync(byte[] bytes)
    {
        await using var stream = new Utf8Stream(new MemoryStream(bytes));
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(copy.ToArray());
    }
}
