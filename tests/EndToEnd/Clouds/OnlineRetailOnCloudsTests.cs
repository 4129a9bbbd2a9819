using System.Text.Json;

namespace RetailBus.EndToEnd.Clouds;

/// <summary>The real files through both cloud engines: what is known of them holds, whatever is corrected and replayed.</summary>
public sealed class OnlineRetailOnCloudsTests
{
    [Fact]
    public async Task Ninety_five_real_files_load_and_stay_right_through_corrections_and_replays()
    {
        await using var clouds = await CloudEngines.StartAsync();
        var files = Repository.OnlineRetailFiles();

        var landed = await clouds.LandAsync(RetailFiles.Dataset, files);
        AssertStates(landed, 95, "Completed");
        Assert.Equal(RetailFiles.Known, await RetailTotals.ReadAsync(clouds));
        Assert.Equal(95, clouds.Workspace.Runs.Count);

        var corrected = await CorrectAsync(clouds, files[..10]);
        Assert.Equal(corrected, await RetailTotals.ReadAsync(clouds));

        await ReplayAsync(clouds, "Iceland");
        Assert.Equal(corrected, await RetailTotals.ReadAsync(clouds));
        await AssertAgreedAsync(clouds, corrected.Lines);
    }

    private static async Task<RetailTotals> CorrectAsync(CloudEngines clouds, string[] files)
    {
        var (paths, totals) = RetailFiles.Correct(files, clouds.Files, RetailFiles.Known);
        var landed = await clouds.LandAsync(RetailFiles.Dataset, paths);
        AssertStates(landed, files.Length, "Completed");
        Assert.Equal(files.Length, landed.Sum(file => file.GetProperty("rows").GetProperty("inserted").GetInt64()));
        return totals;
    }

    /// <summary>Runs of the store go through both engines again, one of a file that was corrected since among them.</summary>
    private static async Task ReplayAsync(CloudEngines clouds, string store)
    {
        const int Batches = 3;
        var before = clouds.Workspace.Runs.Count;
        var replay = await clouds.RunAsync("replay", "--store", store, "--dataset", RetailFiles.Dataset, "--reason", "test of replays");
        Assert.Equal(Batches, replay.GetProperty("matched").GetInt32());
        var path = $"api/replays/{replay.GetProperty("replayId").GetString()}";
        await CloudEngines.WaitAsync("the replay is done", async () =>
        {
            using var response = await clouds.Http.GetAsync(path, TestContext.Current.CancellationToken);
            return response.IsSuccessStatusCode && (await clouds.GetAsync(path)).GetProperty("state").GetString() == "Done";
        });
        Assert.Equal(before + Batches, clouds.Workspace.Runs.Count);
    }

    private static async Task AssertAgreedAsync(CloudEngines clouds, long lines)
    {
        var balance = await clouds.BalanceAsync();
        Assert.True(balance.GetProperty("balanced").GetBoolean(), $"{balance}");
        Assert.Equal(lines, balance.GetProperty("currentRows").GetInt64());
        var report = await clouds.RunAsync("reconcile");
        Assert.True(report.GetProperty("balanced").GetBoolean());
        Assert.Empty(report.GetProperty("findings").EnumerateArray());
    }

    private static void AssertStates(JsonElement[] landed, int number, string state) =>
        Assert.True(landed.Count(file => file.GetProperty("state").GetString() == state) == number, string.Join('\n', landed));
}
