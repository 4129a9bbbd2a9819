using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Tests.Cloud;
using static RetailBus.Transform.Tests.Databricks.EngineCalls;

namespace RetailBus.Transform.Tests.Databricks;

/// <summary>Nothing is looked at for ever.</summary>
public sealed class GivingUpTests(S3Server s3) : IClassFixture<S3Server>
{
    private const string File = "order_id,store_id,item,quantity,price,total_amount,timestamp\n1,S1,a,1,1,1,2026-11-23\n";
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    [Fact]
    public async Task A_run_that_does_not_end_is_ended_and_its_transform_fails()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(s3, Settings(workspace));
        var command = await host.LandAsync("orders", "one.csv", File);
        await UnfinishedAsync(host, command);
        await AgeAsync(host, command, Day - TimeSpan.FromHours(1));
        await UnfinishedAsync(host, command);

        await AgeAsync(host, command, TimeSpan.FromHours(1));
        var fault = await Assert.ThrowsAsync<BatchRejectedException>(() => TransformAsync(host, command));

        Assert.Equal(FailureCodes.RunElsewhere, fault.Code);
        Assert.Equal(
            "Databricks run 1000 had not been seen to end after 24 hours and was given up (Transform:Databricks:GiveUpAfter). It was asked to end. "
            + "See why it took so long, then retry the run.",
            fault.Message);
        Assert.Equal("CANCELED", Assert.Single(workspace.Runs).Result);
    }

    [Fact]
    public async Task A_workspace_that_no_longer_answers_is_given_up_with_its_run()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(s3, Settings(workspace));
        var command = await host.LandAsync("orders", "one.csv", File);
        await UnfinishedAsync(host, command);
        await AgeAsync(host, command, Day);
        workspace.Refuse(503);
        workspace.Refuse(503);

        var fault = await Assert.ThrowsAsync<BatchRejectedException>(() => TransformAsync(host, command));

        Assert.Equal(FailureCodes.RunElsewhere, fault.Code);
        Assert.Contains("It could not be asked to end: end it in the workspace.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workspace_that_takes_no_run_is_given_up()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(s3, [.. Settings(workspace), new("Transform:Databricks:GiveUpAfter", "00:30:00")]);
        var command = await host.LandAsync("orders", "one.csv", File);
        workspace.Refuse(503);
        await UnfinishedAsync(host, command);
        workspace.Refuse(503);
        await UnfinishedAsync(host, command);
        await AgeAsync(host, command, TimeSpan.FromMinutes(30));

        var fault = await Assert.ThrowsAsync<BatchRejectedException>(() => TransformAsync(host, command));
        var next = await FinishFailedAsync(host, command with { Attempt = 2 });

        Assert.Equal(FailureCodes.Unavailable, fault.Code);
        Assert.StartsWith("Databricks started no run within 30 minutes and was given up", fault.Message, StringComparison.Ordinal);
        Assert.Equal("Databricks run 1000 ended as SUCCESS", next.Message[..36]);
    }

    [Fact]
    public async Task A_time_to_give_up_that_is_no_longer_than_one_between_looks_is_refused()
    {
        await using var workspace = await Workspace.StartAsync();

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => TransformHost.StartAsync(
            s3, Settings(workspace).Select(one => one.Key.EndsWith("CheckAfter", StringComparison.Ordinal) ? new(one.Key, "00:05:00") : one)
                .Append(new("Transform:Databricks:GiveUpAfter", "00:05:00"))));

        Assert.Contains("GiveUpAfter is 00:05:00, not more than CheckAfter (00:05:00)", fault.Message, StringComparison.Ordinal);
    }

    private static Task<BatchRejectedException> FinishFailedAsync(TransformHost host, Contracts.Messages.TransformBatch command) =>
        Assert.ThrowsAsync<BatchRejectedException>(() => FinishAsync(host, command));
}
