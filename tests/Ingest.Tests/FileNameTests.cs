using System.Text;
using RetailBus.Ingest.Uploads;

namespace RetailBus.Ingest.Tests;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("sales 2026-03.csv.gz", "sales 2026-03.csv.gz")]
    [InlineData("Umsätze März.csv", "Umsätze März.csv")]
    [InlineData("売上.csv", "売上.csv")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\ana\\sales.csv", "sales.csv")]
    [InlineData("a\u0000b\r\nc\u202E.csv", "abc.csv")]
    [InlineData("a*b?c:d\"e<f>g|h.csv", "a_b_c_d_e_f_g_h.csv")]
    [InlineData("..", "fallback")]
    [InlineData(".hidden", "hidden")]
    [InlineData("  ", "fallback")]
    [InlineData("orders/", "fallback")]
    [InlineData(null, "fallback")]
    public void A_name_keeps_its_letters_and_loses_what_could_harm(string? name, string safe)
    {
        Assert.Equal(safe, FileNames.Safe(name, "fallback"));
    }

    [Fact]
    public void A_long_name_is_cut_between_letters_and_keeps_its_extension()
    {
        var safe = FileNames.Safe(new string('ü', 300) + ".csv", "fallback");

        Assert.EndsWith("ü.csv", safe, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(safe), FileNames.MaxBytes - 1, FileNames.MaxBytes);
    }
}
