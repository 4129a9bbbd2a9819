using System.Globalization;
using DuckDB.NET.Data;

namespace RetailBus.Chaos.CrashPoints;

/// <summary>Each service dies, killed from outside, between two effects; the next process comes to the same end as if nothing had been.</summary>
[Collection("One stack at a time")]
public sealed class CrashPointTests(CrashPointStack stack) : IClassFixture<CrashPointStack>
{
    private const int Rows = 25;

    private readonly string _order = Guid.NewGuid().ToString("N");

    private string Key => $"orders/{_order}.csv";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Event_read_and_batch_unpublished()
    {
        var batch = await LandUntilAsync(CrashPoint.Publishing("ingest", "OrderBatchLanded"));

        Assert.Equal(0, await stack.Runs.OfKeyAsync(Key, Cancelled));
        await AssertLoadedOnceAsync(batch);
    }

    [Fact]
    public async Task Parquet_without_manifest()
    {
        var batch = await LandUntilAsync(CrashPoint.Putting("transform", "/manifest-"));

        var orphan = Assert.Single(await stack.Aws.ProcessedAsync(batch, Cancelled));
        Assert.Contains("/part-", orphan, StringComparison.Ordinal);
        await AssertLoadedOnceAsync(batch);
        Assert.Equal(3, (await stack.Aws.ProcessedAsync(batch, Cancelled)).Count);
    }

    [Fact]
    public async Task Manifest_written_and_event_unpublished()
    {
        var batch = await LandUntilAsync(CrashPoint.Publishing("transform", "TransformCompleted"));

        var written = await stack.Aws.ProcessedAsync(batch, Cancelled);
        Assert.Equal(2, written.Count);
        await AssertLoadedOnceAsync(batch);
        Assert.Equal(written, await stack.Aws.ProcessedAsync(batch, Cancelled));
    }

    [Fact]
    public async Task Warehouse_committed_and_event_unpublished()
    {
        var batch = await LandUntilAsync(CrashPoint.Publishing("warehouse", "LoadCompleted"));

        Assert.Equal(Rows, CommittedRows(batch));
        await AssertLoadedOnceAsync(batch);
    }

    [Fact]
    public async Task Saga_committed_and_messages_unsent()
    {
        var batch = await LandUntilAsync(CrashPoint.Sending("orchestrator", "retailbus-transform", afterEffect: false));

        Assert.Equal(1, await stack.Runs.OfKeyAsync(Key, Cancelled));
        Assert.Equal(1, await stack.Runs.OutboxAsync(Cancelled));
        Assert.Empty(await stack.Aws.ProcessedAsync(batch, Cancelled));
        await AssertLoadedOnceAsync(batch);
    }

    [Fact]
    public async Task Message_sent_and_row_undeleted()
    {
        var batch = await LandUntilAsync(CrashPoint.Sending("orchestrator", "retailbus-transform", afterEffect: true));

        Assert.Equal(1, await stack.Runs.OutboxAsync(Cancelled));
        await AssertLoadedOnceAsync(batch);
        Assert.Equal(2, (await stack.Aws.ProcessedAsync(batch, Cancelled)).Count);
    }

    private Task<string> LandUntilAsync(CrashPoint point)
    {
        var lines = Enumerable.Range(0, Rows)
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"{_order}-{row},S{row % 7},Sourdough loaf,2,1.75,3.50,03/14/2026 09:30\n"));
        return stack.LandUntilAsync(point, Key, string.Concat(lines));
    }

    private async Task AssertLoadedOnceAsync(string batch)
    {
        await stack.RecoverAsync();

        var run = await stack.RunAsync(batch);
        Assert.Equal(("Completed", 1), (run.GetProperty("state").GetString(), run.GetProperty("attempt").GetInt32()));
        Assert.True(run.GetProperty("balanced").GetBoolean());
        Assert.Equal(
            ["Transforming", "Loading", "Completed"],
            run.GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("to").GetString()));
        Assert.Equal(
            $"[{Rows},{Rows}]", await stack.QueryAsync($"select count(*), count(distinct row_key) from order_lines where batch_id = '{batch}'"));
        Assert.Equal("[true]", await stack.QueryAsync("select balanced from warehouse_balance"));
    }

    /// <summary>What the dead warehouse's file holds of a batch.</summary>
    private long CommittedRows(string batch)
    {
        using var connection = new DuckDBConnection($"Data Source={stack.WarehousePath}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"select count(*) from order_lines where batch_id = '{batch}'";
        return (long)command.ExecuteScalar()!;
    }
}
