using System.Text;
using RetailBus.Transform.Staging;
using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Staging;

public sealed class NewlineDetectionTests
{
    /// <param name="quotes">The contract's; empty for none.</param>
    /// <param name="text">A file's beginning.</param>
    /// <param name="newline">What ends its lines.</param>
    [Theory]
    [InlineData("\"", "a,\"x\ry\rz\"\nb,c", '\n')]
    [InlineData("'", "a,'x\ry\rz'\nb,c", '\n')]
    [InlineData("'", "a,\"x\rb\",\"y\nc,d\re,f", '\r')]
    [InlineData("\"'", "a;'x\ry\"\rz'\nb;\"\r\r\"\n", '\n')]
    [InlineData("\"'", "'a','it''s\n'\r\"b\"\"\n\",\"\n\"\rc", '\r')]
    [InlineData("'", "it's\ra'b\rc'd\r'e\nf'", '\r')]
    [InlineData("", "'a\r\"b\rc\n", '\r')]
    [InlineData("\"", "a,5\" pipe\rb,7\" pipe\rc", '\r')]
    [InlineData("\"", "a\r\nb\rc\r\n", '\n')]
    public void What_the_contracts_quotes_enclose_ends_no_line(string quotes, string text, char newline)
    {
        var contract = LocalEngine.Contract("orders") with { Quotes = [.. quotes] };

        Assert.Equal((byte)newline, NewlineDetection.Of(Encoding.UTF8.GetBytes(text), contract));
    }
}
