using RetailBus.Warehouse.Tests.Snowflake.Api;

namespace RetailBus.EndToEnd.Clouds;

/// <summary>A workspace that throttles and an account that is busy and whose answers are lost cost time, and no row.</summary>
public sealed class CloudFaultsTests
{
    [Fact]
    public async Task Files_and_their_corrections_are_right_while_both_clouds_fail_now_and_then()
    {
        await using var clouds = await CloudEngines.StartAsync();
        var files = Repository.OnlineRetailFiles()[..24];
        var known = RetailTotals.Of(files);
        Fail(clouds);

        var landed = await clouds.LandAsync(RetailFiles.Dataset, files);

        Assert.All(landed, file => Assert.Equal("Completed", file.GetProperty("state").GetString()));
        Assert.Equal(known, await RetailTotals.ReadAsync(clouds));
        var (paths, corrected) = RetailFiles.Correct(files[..8], clouds.Files, known);
        Assert.All(
            await clouds.LandAsync(RetailFiles.Dataset, paths), file => Assert.Equal("Completed", file.GetProperty("state").GetString()));
        Assert.Equal(corrected, await RetailTotals.ReadAsync(clouds));
        Assert.True((await clouds.BalanceAsync()).GetProperty("balanced").GetBoolean());
        Assert.Equal(32, clouds.Workspace.Runs.Count);
        Assert.True(clouds.Workspace.Refused > 5, $"Only {clouds.Workspace.Refused} of the workspace's requests failed.");
        var taken = clouds.Account.Server.Faults.Taken;
        Assert.True(taken > 10, $"Only {taken} of the account's requests failed.");
    }

    /// <summary>Every few requests, for longer than the test's last.</summary>
    private static void Fail(CloudEngines clouds)
    {
        var faults = clouds.Account.Server.Faults;

        // One of each kind: an account that refuses a new token too has said that it does not know the key.
        faults.ExpireToken(RequestKind.Submit);
        faults.ExpireToken(RequestKind.Status);
        for (var round = 0; round < 50; round++)
        {
            clouds.Workspace.Answer(5);
            clouds.Workspace.Refuse(429, "REQUEST_LIMIT_EXCEEDED", retryAfterSeconds: 1);
            clouds.Workspace.Answer(4);
            clouds.Workspace.Refuse(503);
            clouds.Workspace.LoseAnswerOf(round % 2 == 0 ? "/api/2.2/jobs/run-now" : "/api/2.2/jobs/runs/get");

            faults.Answer(RequestKind.Submit, 2);
            faults.Refuse(RequestKind.Submit, 429, "390505", retryAfterSeconds: round % 5 == 0 ? 1 : null);
            faults.Answer(RequestKind.Submit, 2);
            faults.LoseAnswer(RequestKind.Submit);
            faults.Answer(RequestKind.Submit, 2);
            faults.Drop(RequestKind.Submit);
            faults.Answer(RequestKind.Status, 4);
            faults.LoseAnswer(RequestKind.Status);
            faults.Answer(RequestKind.Status, 4);
            faults.Refuse(RequestKind.Status, 503, "390505");
            faults.Answer(RequestKind.Status, 4);
            faults.CutAnswer(RequestKind.Status);
        }
    }
}
