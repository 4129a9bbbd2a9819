using System.Text;
using RetailBus.Ingest.Resubmitting;

namespace RetailBus.Ingest.Tests.Resubmitting;

public sealed class CorrectedCsvTests
{
    [Theory]
    [InlineData("a,b\r\n'=1,x\r\n", "a,b\r\n=1,x\r\n")]
    [InlineData("a;b\n'=1;'@x", "a;b\n=1;@x")]
    [InlineData("a,b\n\"'=1,\"\"2\"\"\",\"x\n'=3\"\n", "a,b\n\"=1,\"\"2\"\"\",\"x\n'=3\"\n")]
    [InlineData("a,b\n'tis,it's '=1\n", "a,b\n'tis,it's '=1\n")]
    [InlineData("a,b\n''=1,Zoë'\n", "a,b\n'=1,Zoë'\n")]
    [InlineData("\uFEFF'=a,b\n", "\uFEFF=a,b\n")]
    public void What_the_export_put_before_a_formula_is_taken_off(string sent, string landed)
    {
        Assert.Equal(landed, Encoding.UTF8.GetString(CorrectedCsv.Restore(Encoding.UTF8.GetBytes(sent))));
    }

    [Fact]
    public void Packed_bytes_stay_as_they_are()
    {
        byte[] packed = [0x1f, 0x8b, (byte)'\n', (byte)'\'', (byte)'='];

        Assert.Equal(packed, CorrectedCsv.Restore(packed));
    }
}
