using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace RetailBus.Chaos;

/// <summary>The whole stack as a process that is killed while batches are under way, and started again on the same folder.</summary>
public sealed class KilledStackTests : IDisposable
{
    private const int Files = 20;
    private const int FilesBeforeTheKill = 12;
    private const int RowsPerFile = 100;
    private const int VisibilityTimeoutSeconds = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("retailbus-killed-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_batch_is_loaded_once_though_the_stack_is_killed_in_the_middle()
    {
        await using (var stack = await StackProcess.StartAsync(_data.FullName, Cancelled))
        {
            using var zone = new RawZone(stack.AwsUrl);
            await zone.SetVisibilityTimeoutAsync(VisibilityTimeoutSeconds, Cancelled);
            await LandAsync(zone, 0, FilesBeforeTheKill);
            await UntilAsync(async () => await RunsAsync(stack) is { Count: > 0 });
            await stack.KillAsync();
        }

        var settled = await SettledAsync();
        Assert.True(settled < FilesBeforeTheKill, "All batches had come to rest before the kill: it killed nothing.");

        await using (var stack = await StackProcess.StartAsync(_data.FullName, Cancelled))
        {
            using var zone = new RawZone(stack.AwsUrl);
            await LandAsync(zone, FilesBeforeTheKill, Files);
            await UntilAsync(async () => await RunsAsync(stack) is { Count: Files } runs && runs.All(IsSettled));

            foreach (var run in await RunsAsync(stack))
            {
                Assert.True(State(run) == "Completed", $"{State(run)}: {run.GetProperty("reason")}");
                Assert.True(run.GetProperty("balanced").GetBoolean());
            }

            var totals = await stack.QueryAsync(
                "select count(*), count(distinct order_id), sum(amount), count(distinct batch_id) from order_lines", Cancelled);
            var numbers = totals.EnumerateArray().Select(cell => decimal.Parse(cell.ToString(), CultureInfo.InvariantCulture));
            Assert.Equal([Files * RowsPerFile, Files * RowsPerFile, Files * RowsPerFile * 3.5m, Files], numbers);
        }
    }

    public void Dispose() => _data.Delete(recursive: true);

    private static async Task LandAsync(RawZone zone, int from, int to)
    {
        for (var number = from; number < to; number++)
            await zone.PutAsync($"orders/day-{number:00}.csv", Text(number), Cancelled);
    }

    private static string Text(int file)
    {
        var text = new StringBuilder("order_id,store_id,item,quantity,price,total_amount,timestamp\n");
        for (var row = 0; row < RowsPerFile; row++)
            text.Append(CultureInfo.InvariantCulture, $"F{file:00}-{row:000},S{row % 7},Sourdough loaf,2,1.75,3.50,03/14/2026 09:30\n");
        return text.ToString();
    }

    private static async Task<IReadOnlyList<JsonElement>> RunsAsync(StackProcess stack) =>
        [.. (await stack.GetAsync("api/runs?limit=1000", Cancelled)).GetProperty("runs").EnumerateArray()];

    private static bool IsSettled(JsonElement run) => State(run) is not ("Transforming" or "Loading" or "Cancelling");

    private static string State(JsonElement run) => run.GetProperty("state").GetString()!;

    private async Task<long> SettledAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_data.FullName, "runs.db")};Pooling=false");
        await connection.OpenAsync(Cancelled);
        await using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from runs where state not in ('Transforming', 'Loading')";
        return (long)(await command.ExecuteScalarAsync(Cancelled))!;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        timeout.CancelAfter(Patience);
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, timeout.Token);
    }
}
