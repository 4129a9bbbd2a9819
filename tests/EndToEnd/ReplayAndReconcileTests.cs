using System.Text.Json;

namespace RetailBus.EndToEnd;

/// <summary>An operator's verbs on many runs, against the whole stack.</summary>
public sealed class ReplayAndReconcileTests(StackFixture stack) : IClassFixture<StackFixture>
{
    private const string Content =
        "order_id,store_id,item,quantity,price,total_amount,timestamp\n"
        + "R1,R-STORE,Apple,2,1.50,3.00,03/14/2026 09:30\nR2,R-STORE,Pear,1,2.00,2.00,2026-03-14T09:31:00Z\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Runs_of_a_store_are_replayed_and_afterwards_everything_agrees()
    {
        var path = Path.Combine(stack.Files, "replayed.csv");
        await File.WriteAllTextAsync(path, Content, Cancelled);
        var id = (await RunAsync("land", path, "--dataset", "orders", "--wait"))[0].GetProperty("batchId").GetString()!;

        var dryRun = await RunAsync("replay", "--store", "R-STORE", "--dry-run");
        Assert.Equal(id, Assert.Single(dryRun.GetProperty("batches").EnumerateArray()).GetProperty("batchId").GetString());
        var replay = await RunAsync("replay", "--store", "R-STORE", "--dataset", "orders", "--reason", "test of replays", "--actor", "ana");
        var replayId = replay.GetProperty("replayId").GetString()!;
        while ((await FindAsync(replayId))?.GetProperty("state").GetString() != "Done")
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancelled);

        var run = await RunAsync("runs", "show", id);
        Assert.Equal(("Completed", 2), (run.GetProperty("state").GetString(), run.GetProperty("attempt").GetInt32()));
        var entry = run.GetProperty("timeline").EnumerateArray().Single(entry => entry.GetProperty("actor").GetString() == "ana");
        Assert.Equal($"test of replays (replay {replayId})", entry.GetProperty("reason").GetString());

        var report = await RunAsync("reconcile", "--dry-run");
        Assert.True(report.GetProperty("balanced").GetBoolean());
        Assert.Empty(report.GetProperty("findings").EnumerateArray());
        var text = await CommandLine.RunAsync(["reconcile", "--url", stack.Url], Cancelled);
        Assert.Equal(0, text.ExitCode);
        Assert.Contains("Everything agrees.", text.Output, StringComparison.Ordinal);
    }

    /// <summary>Null until the replay's saga has taken it.</summary>
    private async Task<JsonElement?> FindAsync(string replayId)
    {
        var shown = await CommandLine.RunAsync(["replay", "show", replayId, "--json", "--url", stack.Url], Cancelled);
        return shown.ExitCode == 0 ? JsonSerializer.Deserialize<JsonElement>(shown.Output) : null;
    }

    private Task<JsonElement> RunAsync(params string[] arguments) => CommandLine.JsonAsync(Cancelled, [.. arguments, "--url", stack.Url]);
}
