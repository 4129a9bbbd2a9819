using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Amazon.S3.Model;

namespace RetailBus.EndToEnd.Clouds;

/// <summary>What people do with orders, on both cloud engines: bad rows, finding, summing, cancelling, erasing.</summary>
public sealed class OrdersOnCloudsTests : IAsyncLifetime
{
    private const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";
    private const string Secret = "7700770077";
    private CloudEngines _clouds = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _clouds = await CloudEngines.StartAsync();

    public ValueTask DisposeAsync() => _clouds.DisposeAsync();

    [Fact]
    public async Task Bad_rows_are_quarantined_and_the_others_are_found_summed_and_reconciled()
    {
        var batch = await LandAsync("day.csv", Header
            + Row("1", "Apple", 2) + Row("1", "Pear", 1) + "2,S1,Fig,two,1.00,2.00,2026-03-14T09:30:00Z\n" + Row("3", "Apple", 4)
            + "4,S1,Fig,2,1.00,9.00,2026-03-14T09:30:00Z\n");

        var bad = await _clouds.GetAsync($"api/quarantine/{batch}?dataset=orders");
        Assert.Equal([4L, 6L], bad.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("line").GetInt64()));

        var where = await _clouds.RunAsync("where", "--dataset", "orders", "--key", "store_id=S1,order_id=3,item=Apple");
        var found = where.GetProperty("versions")[0];
        Assert.Equal((batch, true), (found.GetProperty("batchId").GetString(), found.GetProperty("isCurrent").GetBoolean()));
        Assert.Equal(5, found.GetProperty("lines")[0].GetProperty("line").GetInt64());

        var total = (await _clouds.GetAsync("api/sales/total?dataset=orders&store=S1"))[0];
        Assert.Equal((7m, 2L), (total.GetProperty("net").GetDecimal(), total.GetProperty("orders").GetInt64()));
        foreach (var view in new[] { "by-store", "by-day", "by-hour", "by-item", "latest", "freshness" })
            Assert.NotEmpty((await _clouds.GetAsync($"api/sales/{view}?dataset=orders")).EnumerateArray());
        const string Sql = "select item_id, sum(quantity) as pieces from order_lines group by item_id order by item_id";
        await _clouds.QueryAsync(Sql);
        var pieces = await _clouds.RunAsync("query", Sql);
        Assert.Equal([("Apple", 6m), ("Pear", 1m)], pieces.EnumerateArray().Select(row => (Text(row, "item_id"), Number(row, "pieces"))));

        var report = await _clouds.RunAsync("reconcile");
        Assert.True(report.GetProperty("balanced").GetBoolean());
        Assert.Empty(report.GetProperty("findings").EnumerateArray());
    }

    [Fact]
    public async Task A_batch_that_is_cancelled_while_the_workspace_has_it_ends_there_and_loads_nothing()
    {
        _clouds.Workspace.IsHeld = true;
        var file = _clouds.WriteFile("cancelled.csv", Header + Row("1", "Apple", 1));
        var batch = Text((await _clouds.RunAsync("land", file, "--dataset", "orders"))[0], "batchId");
        await CloudEngines.WaitAsync("the workspace has the run", () => Task.FromResult(_clouds.Workspace.Runs.Count == 1));

        await _clouds.RunAsync("runs", "cancel", batch, "--reason", "the wrong file");

        await CloudEngines.WaitAsync(
            "the run is cancelled", async () => Text(await _clouds.GetAsync($"api/runs/{batch}"), "state") == "Cancelled");
        await CloudEngines.WaitAsync(
            "the workspace's run is cancelled", () => Task.FromResult(_clouds.Workspace.Runs[0].Result == "CANCELED"));
        Assert.Equal(0, (await _clouds.BalanceAsync()).GetProperty("acceptedRows").GetInt64());
    }

    [Fact]
    public async Task An_erased_order_is_gone_and_a_replay_does_not_bring_it_back()
    {
        var batch = await LandAsync(
            "good.csv", Header + Row(Secret, "Apple", 1) + Row("other-1", "Apple", 1) + Row(Secret, "Pear", 2));
        await LandAsync("later.csv", Header + Row(Secret, "Apple", 3) + Row("other-2", "Fig", 1));
        Assert.True(await AnyObjectHoldsAsync());

        var record = await _clouds.RunAsync(
            "erase", "--dataset", "orders", "--key", $"store_id=S1,order_id={Secret}", "--reason", "ticket 1", "--wait");

        Assert.Equal("Done", Text(record, "state"));
        Assert.Equal((2L, 1L), (record.GetProperty("currentRows").GetInt64(), record.GetProperty("historyRows").GetInt64()));
        await AssertGoneAsync();
        using var replay = await _clouds.Http.PostAsJsonAsync($"api/runs/{batch}/replay", new { actor = "ana", reason = "test" }, Cancelled);
        Assert.True(replay.IsSuccessStatusCode);
        await CloudEngines.WaitAsync("the replay is done", async () => await _clouds.GetAsync($"api/runs/{batch}") is var run
            && run.GetProperty("attempt").GetInt32() == 2 && Text(run, "state") == "Completed");
        await AssertGoneAsync();
    }

    private static string Row(string order, string item, int quantity) =>
        $"{order},S1,{item},{quantity},1.00,{quantity}.00,2026-03-14T09:30:00Z\n";

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static decimal Number(JsonElement element, string name) => element.GetProperty(name).GetDecimal();

    private async Task<string> LandAsync(string name, string content)
    {
        var landed = Assert.Single(await _clouds.LandAsync("orders", _clouds.WriteFile(name, content)));
        Assert.True(Text(landed, "state") == "Completed", $"{landed}");
        return Text(landed, "batchId");
    }

    private async Task AssertGoneAsync()
    {
        Assert.False(await AnyObjectHoldsAsync());
        Assert.Equal(0, await _clouds.NumberAsync($"select count(*) from order_lines where order_id = '{Secret}'"));
        Assert.Equal(0, await _clouds.NumberAsync($"select count(*) from order_line_history where order_id = '{Secret}'"));
        Assert.Equal(2, await _clouds.NumberAsync("select count(*) from order_lines"));
        var balance = await _clouds.BalanceAsync();
        Assert.True(balance.GetProperty("balanced").GetBoolean(), $"{balance}");
        Assert.True(balance.GetProperty("erasedRows").GetInt64() >= 3, $"{balance}");
    }

    private async Task<bool> AnyObjectHoldsAsync()
    {
        foreach (var bucket in new[] { "retailbus-raw", "retailbus-processed", "retailbus-quarantine" })
        {
            var versions = await _clouds.Account.S3.ListVersionsAsync(new ListVersionsRequest { BucketName = bucket }, Cancelled);
            foreach (var version in (versions.Versions ?? []).Where(version => version.IsDeleteMarker != true))
            {
                using var response = await _clouds.Account.S3.GetObjectAsync(bucket, version.Key, version.VersionId, Cancelled);
                using var content = new MemoryStream();
                await response.ResponseStream.CopyToAsync(content, Cancelled);
                if (Encoding.UTF8.GetString(content.ToArray()).Contains(Secret, StringComparison.Ordinal))
                    return true;
            }
        }

        return false;
    }
}
