using System.Text.Json;

namespace RetailBus.EndToEnd;

/// <summary>A file that replaces what it corrects, while the same rows stand in another file too.</summary>
public sealed class CorrectedFileTests(StackFixture stack) : IClassFixture<StackFixture>
{
    private const string Header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
    private const string Kept = "1,A,Kept,1,2011-01-01 08:00:00,1.00,,France\n";
    private const string Dropped = "1,B,Dropped,1,2011-01-01 08:00:00,2.00,,France\n";

    [Fact]
    public async Task A_row_that_a_correction_drops_stays_as_long_as_another_file_has_it()
    {
        Assert.Equal("Completed", await LandAsync("monday.csv", Header + Kept + Dropped));
        Assert.Equal("Duplicate", await LandAsync("monday-copy.csv", Header + Kept + Dropped));

        Assert.Equal("Completed", await LandAsync("monday.csv", Header + Kept));
        await WaitAsync("A,B");

        Assert.Equal("Completed", await LandAsync("monday-copy.csv", Header + Kept));
        await WaitAsync("A");
    }

    private async Task<string?> LandAsync(string name, string content)
    {
        var path = Path.Combine(stack.Files, name);
        await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
        var landed = await CommandLine.JsonAsync(
            TestContext.Current.CancellationToken, "land", path, "--dataset", "online-retail", "--wait", "--url", stack.Url);
        return landed[0].GetProperty("state").GetString();
    }

    /// <summary>The copy is loaded after the correction: its run is released when the correction's ends.</summary>
    private async Task WaitAsync(string expected)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var rows = await CommandLine.JsonAsync(
                TestContext.Current.CancellationToken,
                "query", "select string_agg(item_id, ',' order by item_id) as items from order_lines", "--url", stack.Url);
            var balance = await CommandLine.JsonAsync(
                TestContext.Current.CancellationToken, "query", "select balanced from warehouse_balance", "--url", stack.Url);
            var runs = await CommandLine.JsonAsync(TestContext.Current.CancellationToken, "runs", "--url", stack.Url);
            Assert.True(balance[0].GetProperty("balanced").GetBoolean());
            if (rows[0].GetProperty("items").GetString() == expected && runs.GetProperty("runs").EnumerateArray().All(IsSettled))
                return;
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(30), $"The warehouse has {rows}, not {expected}.");
        }
    }

    private static bool IsSettled(JsonElement run) => run.GetProperty("state").GetString() is "Completed" or "Duplicate";
}
