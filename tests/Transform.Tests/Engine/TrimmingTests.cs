using System.Text;
using RetailBus.Contracts.Rows;

namespace RetailBus.Transform.Tests.Engine;

/// <summary>Only U+0020 is no part of a value, whatever else the file has.</summary>
public sealed class TrimmingTests(LocalEngine engine) : IClassFixture<LocalEngine>
{
    private const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp";

    /// <summary>Each sends the file another way: padded, in quotes, with a bad row, with a repeat, with a second header line.</summary>
    private static readonly string[] Companions =
    [
        "9, S9 ,z,1,1,1,2026-11-23",
        "9,\"S9\",z,1,1,1,2026-11-23",
        "9,,z,1,1,1,2026-11-23",
        "9,S9,z,1,1,1,2026-11-23\n9,S9,z,1,1,1,2026-11-23",
        Header,
    ];

    [Theory]
    [InlineData("\u00a0")]
    [InlineData("\t")]
    [InlineData("\u3000")]
    [InlineData("\u2009")]
    [InlineData("\u200b")]
    [InlineData("\u0085")]
    public async Task A_row_has_one_key_whatever_rows_stand_beside_it(string space)
    {
        var row = $"1,{space}S1,tea{space},1,1,1,2026-11-23";
        var expected = $"1|{space}S1|tea{space}|{RowKeys.Compute("orders", [$"{space}S1", "1", $"tea{space}"])}";

        Assert.Equal([expected], await AcceptedAsync(row));
        foreach (var companion in Companions)
            Assert.Equal(expected, (await AcceptedAsync($"{row}\n{companion}"))[0]);
    }

    [Fact]
    public async Task Rows_of_random_spaces_come_out_the_same_straight_and_carefully()
    {
        string[] letters = ["a", "\u00a0", "\t", "\u3000", "\u2003", "\ufeff", "x y"];
        var random = new Random(4);
        var rows = Enumerable.Range(0, 200)
            .Select(order => $"{order},{Text()},{Text()},1,1,1,2026-11-23")
            .ToList();

        var straight = await AcceptedAsync(string.Join('\n', rows));
        var careful = await AcceptedAsync(string.Join('\n', rows) + "\n999,\" S \",x,1,1,1,2026-11-23\n998,,x,1,1,1,2026-11-23");

        Assert.Equal(rows.Count, straight.Count);
        Assert.Equal(straight, careful.Where(row => !row.StartsWith("999|", StringComparison.Ordinal)));

        string Text() => string.Concat(Enumerable.Range(0, 1 + random.Next(4)).Select(_ => letters[random.Next(letters.Length)]));
    }

    [Fact]
    public async Task A_header_line_again_that_has_other_spaces_is_a_row()
    {
        var file = await engine.RunAsync(
            "orders", $"{Header}\n1,S1,x,1,1,1,2026-11-23\n {Header} \n2,S1,x,1,1,1,2026-11-23\n\u00a0{Header}\n");

        Assert.Equal((5, 2, 2, 1, 0), file.Counts);
    }

    [Theory]
    [InlineData("\u00a05", "price is \"[U+00A0]5\", which is not a number of up to 14 digits before the point")]
    [InlineData("1\u202f000", "price is \"1[U+202F]000\", which is not a number of up to 14 digits before the point")]
    [InlineData("5 \u200b", "price is \"5 [U+200B]\", which is not a number of up to 14 digits before the point")]
    public async Task A_reason_names_a_space_that_is_none(string price, string message)
    {
        var file = await engine.RunAsync("orders", $"{Header}\n1,S1,x,1,1,1,2026-11-23\n2,S1,x,1,{price},5,2026-11-23\n");

        var reason = Assert.Single(file.Quarantined().Single().Reasons);
        Assert.Equal(("type", price, message), (reason.Rule, reason.Value, reason.Message));
    }

    private async Task<List<string>> AcceptedAsync(string rows)
    {
        var file = await engine.RunAsync(LocalEngine.Contract("orders"), Encoding.UTF8.GetBytes($"{Header}\n{rows}"));
        return file.Accepted("order_id", "store_id", "item_id", "row_key");
    }
}
