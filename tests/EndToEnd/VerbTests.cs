using System.Text.Json;

namespace RetailBus.EndToEnd;

/// <summary>The README's verbs, one after the other, as a new user would try them.</summary>
public sealed class VerbTests(StackFixture stack) : IClassFixture<StackFixture>
{
    private const string Content =
        "order_id,store_id,item,quantity,price,total_amount,timestamp\nV1,S1,Apple,2,1.50,3.00,03/14/2026 09:30\nV2,S2,Pear,1,2.00,2.00,2026-03-14T09:31:00Z\n";

    [Fact]
    public async Task A_file_is_landed_found_published_again_and_queried()
    {
        var path = Path.Combine(stack.Files, "verbs.csv");
        await File.WriteAllTextAsync(path, Content, TestContext.Current.CancellationToken);

        var landed = (await RunAsync("land", path, "--wait"))[0];
        Assert.Equal("Completed", landed.GetProperty("state").GetString());
        Assert.Equal(2, landed.GetProperty("rows").GetProperty("inserted").GetInt64());

        var id = landed.GetProperty("batchId").GetString()!;
        var run = await RunAsync("runs", "show", id[..8]);
        Assert.Equal(id, run.GetProperty("id").GetString());
        Assert.Equal(
            ["Transforming", "Loading", "Completed"], run.GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("to").GetString()));

        var published = await RunAsync("publish", "s3://retailbus-raw/orders/verbs.csv");
        Assert.Equal(id, published.GetProperty("batchId").GetString());
        Assert.Equal(3, (await RunAsync("runs", "show", id)).GetProperty("timeline").GetArrayLength());

        var stores = await RunAsync("query", "select store_id, net from sales_by_store where dataset = 'orders' order by store_id");
        Assert.Equal(["S1 3", "S2 2"], stores.EnumerateArray().Take(2).Select(row => $"{row.GetProperty("store_id")} {row.GetProperty("net")}"));
        Assert.Empty((await RunAsync("query", "select * from order_lines where order_id = 'nobody'")).EnumerateArray());
    }

    [Fact]
    public async Task Generated_orders_can_all_be_queried()
    {
        var generated = await RunAsync("generate", "--orders", "50", "--stores", "3", "--wait");

        Assert.True(generated.GetProperty("queryable").GetBoolean());
        var stores = await RunAsync("query", "select count(distinct store_id) as stores from order_lines where starts_with(store_id, 'store-')");
        Assert.Equal(3, stores[0].GetProperty("stores").GetInt64());
    }

    [Fact]
    public async Task An_operators_verb_that_does_not_fit_the_run_is_refused_with_the_reason()
    {
        var path = Path.Combine(stack.Files, "done.csv");
        await File.WriteAllTextAsync(path, Content.Replace(",S", ",Z", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var landed = (await RunAsync("land", path, "--dataset", "orders", "--wait"))[0];

        var refused = await CommandLine.RunAsync(
            ["runs", "retry", landed.GetProperty("batchId").GetString()!, "--reason", "just so", "--url", stack.Url], TestContext.Current.CancellationToken);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Completed", refused.Errors, StringComparison.Ordinal);
    }

    private Task<JsonElement> RunAsync(params string[] arguments) =>
        CommandLine.JsonAsync(TestContext.Current.CancellationToken, [.. arguments, "--url", stack.Url]);
}
