using System.Globalization;
using System.Text;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;

namespace RetailBus.Transform.Tests.Engine;

/// <summary>Files over the sample of 10,000 rows.</summary>
public sealed class LargeFileTests(LocalEngine engine) : IClassFixture<LocalEngine>
{
    [Fact]
    public async Task A_sound_file_goes_straight()
    {
        var file = await engine.RunAsync("orders", Rows(30_000, _ => "1"));

        Assert.Equal((30_001, 1, 30_000, 0, 0), file.Counts);
        Assert.EndsWith("straight.parquet", file.Output.Accepted.Single().Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_rows_deep_in_a_large_file_are_found_with_their_lines()
    {
        var file = await engine.RunAsync("orders", Rows(30_000, row => row % 10_000 == 9_999 ? "none" : "1"));

        Assert.Equal((30_001, 1, 29_997, 3, 0), file.Counts);
        Assert.Equal([10_001, 20_001, 30_001], file.Quarantined().Select(row => row.Line));
        Assert.All(file.Quarantined(), row => Assert.Contains(",none,", row.Raw, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_large_file_is_given_up_by_its_first_rows()
    {
        var rejected = await Assert.ThrowsAsync<BatchRejectedException>(
            () => engine.RunAsync("orders", Rows(30_000, row => row < 6_000 ? "none" : "1")));

        Assert.Equal(FailureCodes.TooManyRejects, rejected.Code);
        Assert.StartsWith("6000 of the first 9999 rows break the rules of orders", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_longer_than_the_limit_are_quarantined_and_the_rest_is_read()
    {
        var text = Rows(3, _ => "1") + $"9,S1,{new string('x', 3_000_000)},1,1,1,2026-11-23\n" + "10,S1,x,1,1,1,2026-11-23\n";
        var file = await engine.RunAsync("orders", text);

        Assert.Equal((6, 1, 4, 1, 0), file.Counts);
        Assert.Equal(5, file.Quarantined().Single().Line);
    }

    private static string Rows(int count, Func<int, string> quantity)
    {
        var text = new StringBuilder("order_id,store_id,item,quantity,price,total_amount,timestamp\n");
        for (var row = 0; row < count; row++)
            text.Append(CultureInfo.InvariantCulture, $"{row},S1,x,{quantity(row)},2,2,11/23/2026 08:14\n");
        return text.ToString();
    }
}
