using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace RetailBus.EndToEnd;

/// <summary>Real files through the whole pipeline, and every way to send them again: no row is lost, none is there twice.</summary>
public sealed class OnlineRetailTests(StackFixture stack) : IClassFixture<StackFixture>
{
    private const string Dataset = "online-retail";
    private const string Totals =
        "select count(*) as lines, sum(amount) as revenue, count(distinct order_id) as orders from order_lines where dataset = 'online-retail'";

    [Fact]
    public async Task Ninety_five_real_files_land_once_however_often_they_are_sent()
    {
        var files = Repository.OnlineRetailFiles();

        var first = await LandAsync(files);
        Assert.Equal(95, first.Count(file => State(file) == "Completed"));
        await AssertTotalsAsync(142_083, 2_490_287.01m, 6_877);

        var again = await LandAsync(files);
        Assert.Equal(95, again.Count(file => State(file) == "Duplicate"));
        await AssertTotalsAsync(142_083, 2_490_287.01m, 6_877);

        var renamed = await LandAsync(Copies(files, "renamed", (text, _) => text));
        Assert.Equal(95, renamed.Count(file => State(file) == "Duplicate"));
        await AssertTotalsAsync(142_083, 2_490_287.01m, 6_877);

        var halves = await LandAsync(
        [
            .. Copies([files[0]], "first-half", (text, _) => Part(text, 0, 0.6)),
            .. Copies([files[0]], "second-half", (text, _) => Part(text, 0.4, 1)),
        ]);
        Assert.All(halves, file => Assert.Equal("Completed", State(file)));
        Assert.Equal(0, Sum(halves, "inserted"));
        await AssertTotalsAsync(142_083, 2_490_287.01m, 6_877);

        var longer = await LandAsync(Copies(
            files, "longer", (text, number) => text + $"{990_000 + number},NEW,ONE MORE LINE,1,2011-04-01 08:00:00,0.00,,France\n"));
        Assert.Equal(95, longer.Count(file => State(file) == "Completed"));
        Assert.Equal(142_083, Sum(longer, "unchanged"));
        Assert.Equal(95, Sum(longer, "inserted"));
        await AssertTotalsAsync(142_083 + 95, 2_490_287.01m, 6_877 + 95);
    }

    private static string? State(JsonElement file) => file.GetProperty("state").GetString();

    private static long Sum(IEnumerable<JsonElement> files, string term) => files.Sum(file => file.GetProperty("rows").GetProperty(term).GetInt64());

    private static string Part(string text, double from, double to)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var rows = lines[1..];
        return string.Join('\n', [lines[0], .. rows[(int)(rows.Length * from)..(int)(rows.Length * to)]]) + "\n";
    }

    private string[] Copies(string[] files, string prefix, Func<string, int, string> change)
    {
        var copies = new List<string>();
        foreach (var file in files)
        {
            var copy = Path.Combine(stack.Files, $"{prefix}-{Path.GetFileName(file)}");
            using var source = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
            using var reader = new StreamReader(source);
            var before = reader.ReadToEnd();
            var after = change(before, copies.Count);
            if (ReferenceEquals(before, after))
            {
                File.Copy(file, copy);
            }
            else
            {
                using var target = new GZipStream(File.Create(copy), CompressionLevel.Fastest);
                target.Write(Encoding.UTF8.GetBytes(after));
            }

            copies.Add(copy);
        }

        return [.. copies];
    }

    private async Task<JsonElement[]> LandAsync(IEnumerable<string> files)
    {
        var landed = await CommandLine.JsonAsync(
            TestContext.Current.CancellationToken, ["land", .. files, "--dataset", Dataset, "--wait", "--url", stack.Url]);
        return [.. landed.EnumerateArray()];
    }

    private async Task AssertTotalsAsync(long lines, decimal revenue, long orders)
    {
        var rows = await CommandLine.JsonAsync(TestContext.Current.CancellationToken, "query", Totals, "--url", stack.Url);
        var row = Assert.Single(rows.EnumerateArray());
        Assert.Equal(lines, row.GetProperty("lines").GetInt64());
        Assert.Equal(revenue, row.GetProperty("revenue").GetDecimal());
        Assert.Equal(orders, row.GetProperty("orders").GetInt64());
    }
}
