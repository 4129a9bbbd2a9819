using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.AwsClients.Firehose;

namespace RetailBus.EndToEnd;

/// <summary>Generated orders through a delivery stream that fails, stopped halfway, and beside records of others.</summary>
public sealed class GeneratorTests(StackFixture stack) : IClassFixture<StackFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_that_refuses_and_loses_answers_costs_no_row()
    {
        await FaultsAsync("""
            {"seed":3,"rules":[
              {"kind":"Throttle","share":0.2,"service":"firehose","operation":"PutRecordBatch"},
              {"kind":"DropAfterEffect","share":0.2,"service":"firehose","operation":"PutRecordBatch"}]}
            """);
        try
        {
            var report = (await GenerateAsync("--orders", "6000", "--seed", "9")).GetProperty("report");

            Assert.True(report.GetProperty("allAccountedFor").GetBoolean(), report.ToString());
            Assert.True(report.GetProperty("landedAgain").GetInt64() > 0, "No answer was lost: the fault did not strike.");
        }
        finally
        {
            await FaultsAsync("""{"seed":0,"rules":[]}""");
        }
    }

    [Fact]
    public async Task Orders_whose_lines_are_split_over_objects_and_stray_headers_come_out_right()
    {
        const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";
        await PutAsync("split-1,S1,Apple,1,1.00,1.00,2026-03-14T09:30:00Z\n", Header, "split-1,S1,Pear,2,1.50,3.00,2026-03-14T09:30:00Z\n");
        await UntilAsync("select count(*) from order_lines where order_id = 'split-1'", 2);
        await PutAsync(Header, "split-1,S1,Plum,1,2.00,2.00,2026-03-14T09:30:00Z\n", "split-2,S1,Plum,1,2.00,2.00,2026-03-14T09:31:00Z\n", Header);
        await UntilAsync("select count(*) from order_lines where starts_with(order_id, 'split-')", 4);

        var orders = await CommandLine.JsonAsync(
            Cancelled,
            "query",
            "select order_id, lines, amount from latest_orders where starts_with(order_id, 'split-') order by order_id",
            "--url",
            stack.Url);
        Assert.Equal(["split-1 3 6", "split-2 1 2"], orders.EnumerateArray().Select(
            row => $"{row.GetProperty("order_id").GetString()} {row.GetProperty("lines")} {row.GetProperty("amount").GetDecimal():0}"));
        Assert.Equal(2, (await QueryAsync("select count(distinct batch_id) from order_lines where order_id = 'split-1'")));
    }

    [Fact]
    public async Task A_generation_is_stopped_from_the_command_line()
    {
        var started = await CommandLine.JsonAsync(Cancelled, "generate", "--orders", "100000", "--rate", "20", "--url", stack.Url);
        var id = started.GetProperty("generationId").GetString()!;
        Assert.Contains(id, (await CommandLine.JsonAsync(Cancelled, "generate", "list", "--url", stack.Url)).ToString(), StringComparison.Ordinal);

        await CommandLine.JsonAsync(Cancelled, "generate", "stop", id, "--reason", "enough", "--url", stack.Url);

        using var http = new HttpClient { BaseAddress = stack.Stack.Url };
        await WaitAsync(async () => (await http.GetFromJsonAsync<JsonElement>($"api/generate/{id}", Cancelled)).GetProperty("state").GetString() == "Stopped");
    }

    private Task<JsonElement> GenerateAsync(params string[] arguments) =>
        CommandLine.JsonAsync(Cancelled, ["generate", .. arguments, "--wait", "--timeout", "60", "--url", stack.Url]);

    private async Task FaultsAsync(string plan)
    {
        using var http = new HttpClient { BaseAddress = stack.Stack.AwsUrl };
        using var content = new StringContent(plan, Encoding.UTF8, "application/json");
        using var response = await http.PutAsync("_admin/faults", content, Cancelled);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancelled));
    }

    private async Task PutAsync(params string[] records)
    {
        var firehose = stack.Stack.Services!.GetRequiredService<IFirehoseClient>();
        var batch = records.Select(record => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(record)).ToList();
        Assert.Equal(0, (await firehose.PutRecordBatchAsync("retailbus-orders", batch, Cancelled)).FailedCount);
    }

    private Task UntilAsync(string sql, long expected) => WaitAsync(async () => await QueryAsync(sql) == expected);

    private async Task<long> QueryAsync(string sql)
    {
        using var http = new HttpClient { BaseAddress = stack.Stack.Url };
        using var response = await http.PostAsJsonAsync("api/query", new { sql, maxRows = 1 }, Cancelled);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("rows")[0][0].GetInt64();
    }

    private static async Task WaitAsync(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(Patience);
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
    }
}
