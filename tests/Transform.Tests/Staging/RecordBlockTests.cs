using System.Text;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.Tests.Staging;

/// <summary>Whole lines are counted as reading them one by one counts them, or not at all.</summary>
public sealed class RecordBlockTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", true, false)]
    [InlineData("a,b\r\n1,2\r\n", true, false)]
    [InlineData("a,b\n1, 2\n", true, true)]
    [InlineData("a,b \n1,2\n", true, true)]
    [InlineData("a,b\r\n1,2\n", false, false)]
    [InlineData("a,b\n\n1,2\n", false, false)]
    [InlineData("a,b\r\n\r\n1,2\r\n", false, false)]
    [InlineData("\na,b\n", false, false)]
    [InlineData("a,\"b\"\n", false, false)]
    [InlineData("a,\0\n", false, false)]
    [InlineData("a\rb,c\n", false, false)]
    public async Task A_block_of_plain_lines_is_taken_at_once(string text, bool taken, bool padded)
    {
        using var reader = new RecordReader(new MemoryStream(Encoding.UTF8.GetBytes(text + "rest")));
        while (await reader.FillAsync(TestContext.Current.CancellationToken) && reader.Ahead.Length < text.Length)
        {
        }

        Assert.Equal(taken, reader.TryReadBlock(out var block));
        if (!taken)
            return;
        Assert.Equal(new RecordBlock(2, 2, padded), block);
        Assert.Equal("rest", Encoding.UTF8.GetString(reader.Ahead));
        Assert.Equal(text.Contains('\r', StringComparison.Ordinal) ? LineEnds.ReturnAndFeed : LineEnds.Single, reader.LineEnds);
    }

    [Fact]
    public async Task A_line_over_the_limit_is_not_passed_over_in_a_block()
    {
        var text = "a,b\n" + new string('x', StagingLimits.RecordBytes + 1) + "\n";
        using var reader = new RecordReader(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        while (reader.Ahead.Length < text.Length)
            await reader.FillAsync(TestContext.Current.CancellationToken);

        Assert.False(reader.TryReadBlock(out _));
    }
}
