using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Databricks;
using RetailBus.Transform.Tests.Cloud;
using static RetailBus.Transform.Tests.Databricks.EngineCalls;

namespace RetailBus.Transform.Tests.Databricks;

/// <summary>The engine against a workspace that follows the documented API, with the embedded engine in Spark's place.</summary>
public sealed class DatabricksEngineTests(S3Server s3) : IClassFixture<S3Server>
{
    private const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";
    private const string Mixed = Header + "1,S1,a,1,1,1,2026-11-23\n2,S1,b,1,1,1,2026-11-23\n3,S1,c,one,1,1,2026-11-23\n";

    [Fact]
    public async Task A_command_becomes_a_run_that_messages_look_at_until_its_manifest_stands()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(s3, Settings(workspace));
        workspace.Work = new ClusterOfDuckDb(s3.Client, host.Services).RunAsync;
        var command = await host.LandAsync("orders", "mixed.csv", Mixed);

        await host.SendAsync(command);
        var completed = await host.CompletedAsync(command.BatchId);

        Assert.Equal(new TransformCounts { Records = 4, Headers = 1, Accepted = 2, Quarantined = 1, Duplicates = 0 }, completed.Rows);
        var run = Assert.Single(workspace.Runs);
        Assert.True(run.Looks >= 5);
        Assert.True(await host.Bus.Sent.Any<StageProgress>(message => message.Context.Message.BatchId == command.BatchId, Cancelled));
        var note = await host.Bus.Sent.SelectAsync<AnnotateRun>(Cancelled).FirstAsync(Cancelled);
        Assert.Equal((command.BatchId, "Databricks run 1000 of job 77 was started for attempt 1."), (note.Context.Message.BatchId, note.Context.Message.Note));
    }

    [Fact]
    public async Task A_process_that_comes_after_a_crash_goes_on_with_the_run()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var first = await TransformHost.StartAsync(s3, Settings(workspace));
        workspace.Work = new ClusterOfDuckDb(s3.Client, first.Services).RunAsync;
        var command = await first.LandAsync("orders", "mixed.csv", Mixed);
        await UnfinishedAsync(first, command);
        await UnfinishedAsync(first, command);

        await using var second = await first.StartAnotherAsync(Settings(workspace));
        var output = await FinishAsync(second, command);
        var again = await FinishAsync(first, command);

        Assert.Single(workspace.Runs);
        Assert.Equal(2, output.Rows.Accepted);
        Assert.Equal((output.ExecutionId, output.Files.Single().Key), (again.ExecutionId, again.Files.Single().Key));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_start_whose_answer_or_note_was_lost_starts_nothing_twice(bool answerIsLost)
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(s3, Settings(workspace));
        workspace.Work = new ClusterOfDuckDb(s3.Client, host.Services).RunAsync;
        var command = await host.LandAsync("orders", "mixed.csv", Mixed);
        if (answerIsLost)
        {
            workspace.LoseAnswerOf("/api/2.2/jobs/run-now");
            await UnfinishedAsync(host, command);
        }
        else
        {
            await UnfinishedAsync(host, command);
            await s3.Client.DeleteObjectAsync(host.Processed, new ExternalKeys(Work(host, command)).Run, Cancelled);
        }

        var output = await FinishAsync(host, command);

        Assert.Single(workspace.Runs);
        Assert.Equal(2, output.Rows.Accepted);
    }

    [Fact]
    public async Task Copies_of_a_command_share_one_run_and_the_files_of_the_one_manifest()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(s3, Settings(workspace));
        workspace.Work = new ClusterOfDuckDb(s3.Client, host.Services).RunAsync;
        var command = await host.LandAsync("orders", "mixed.csv", Mixed);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.SendAsync(command)));
        var answers = await host.CompletedAsync(command.BatchId, times: 4);

        Assert.Single(workspace.Runs);
        Assert.Single(answers.Select(answer => answer.Manifest).Distinct());
        Assert.Equal(2, (await host.KeysAsync(host.Processed)).Count(key => key.EndsWith(".parquet", StringComparison.Ordinal))
            + (await host.KeysAsync(host.Quarantine)).Count);
    }

    [Fact]
    public async Task A_busy_workspace_is_asked_again_when_it_said()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(s3, Settings(workspace));
        var command = await host.LandAsync("orders", "mixed.csv", Mixed);
        await UnfinishedAsync(host, command); // has a token

        workspace.Refuse(429, "REQUEST_LIMIT_EXCEEDED", retryAfterSeconds: 42);
        Assert.Equal(TimeSpan.FromSeconds(42), (await UnfinishedAsync(host, command)).CheckAfter);
        workspace.Refuse(503);
        Assert.Equal(TimeSpan.FromSeconds(1), (await UnfinishedAsync(host, command)).CheckAfter);
        workspace.LoseAnswerOf("/api/2.2/jobs/runs/get");
        Assert.Equal(TimeSpan.FromSeconds(1), (await UnfinishedAsync(host, command)).CheckAfter);
        workspace.Refuse(429, "REQUEST_LIMIT_EXCEEDED", retryAfterSeconds: 86_400);
        Assert.Equal(TimeSpan.FromMinutes(15), (await UnfinishedAsync(host, command)).CheckAfter);
    }

    [Fact]
    public async Task A_token_that_expired_early_is_replaced_and_a_good_one_is_kept()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(s3, Settings(workspace));
        var command = await host.LandAsync("orders", "mixed.csv", Mixed);

        await UnfinishedAsync(host, command);
        await UnfinishedAsync(host, command);
        Assert.Equal(1, workspace.TokensGiven);
        workspace.ExpireTokens();
        await UnfinishedAsync(host, command);

        Assert.Equal(2, workspace.TokensGiven);
    }

    [Fact]
    public async Task Refused_credentials_and_an_unknown_job_fail_and_say_what_to_check()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var stranger = await TransformHost.StartAsync(s3, Settings(workspace, secret: "wrong"));
        var refused = await Assert.ThrowsAsync<BatchRejectedException>(
            async () => await TransformAsync(stranger, await stranger.LandAsync("orders", "mixed.csv", Mixed)));
        await using var lost = await TransformHost.StartAsync(s3, Settings(workspace, job: "78"));
        var unknown = await Assert.ThrowsAsync<BatchRejectedException>(
            async () => await TransformAsync(lost, await lost.LandAsync("orders", "mixed.csv", Mixed)));

        Assert.Equal(FailureCodes.AccessDenied, refused.Code);
        Assert.Contains("(401, invalid_client). Check the service principal of Transform:Databricks", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", refused.Message, StringComparison.Ordinal);
        Assert.Contains("(400, INVALID_PARAMETER_VALUE)", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("that job 78 exists", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_the_job_cannot_take_fails_with_the_jobs_own_words()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(s3, Settings(workspace));
        workspace.Work = new ClusterOfDuckDb(s3.Client, host.Services).RunAsync;
        var command = await host.LandAsync("orders", "no-quantity.csv", "order_id,store_id,item,price,total_amount,timestamp\n1,S,a,1,1,2026-11-23\n");

        var rejected = await Assert.ThrowsAsync<BatchRejectedException>(() => FinishAsync(host, command));

        Assert.Equal(FailureCodes.MissingColumn, rejected.Code);
        Assert.StartsWith("The file has no column quantity, which orders needs.", rejected.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FAILED", "run-elsewhere", "Databricks run 1000 ended as FAILED and left no output (Library install failed). See the run's page for its logs")]
    [InlineData("TIMEDOUT", "run-elsewhere", "Databricks run 1000 ended as TIMEDOUT and left no output (Library install failed). See")]
    [InlineData("CANCELED", "cancelled", "Databricks run 1000 was cancelled in the workspace (Library install failed). Retry the run")]
    [InlineData("SUCCESS", "run-elsewhere", "Databricks run 1000 ended as SUCCESS and left no output (Library install failed).")]
    public async Task A_run_that_left_nothing_fails_with_what_the_workspace_said(string result, string code, string reason)
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(s3, Settings(workspace));
        workspace.Work = run =>
        {
            (run.Result, run.Error) = (result, "Library install failed.\n  at a long trace");
            return Task.CompletedTask;
        };

        var rejected = await Assert.ThrowsAsync<BatchRejectedException>(
            async () => await FinishAsync(host, await host.LandAsync("orders", "mixed.csv", Mixed)));

        Assert.Equal(code, rejected.Code);
        Assert.StartsWith(reason, rejected.Message, StringComparison.Ordinal);
        Assert.EndsWith("Its page: https://workspace.example/?o=1#job/77/run/1000", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_further_attempt_is_a_further_run()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(s3, Settings(workspace));
        workspace.Work = run =>
        {
            run.Result = "FAILED";
            return Task.CompletedTask;
        };
        var command = await host.LandAsync("orders", "mixed.csv", Mixed);
        await Assert.ThrowsAsync<BatchRejectedException>(() => FinishAsync(host, command));

        workspace.Work = new ClusterOfDuckDb(s3.Client, host.Services).RunAsync;
        var output = await FinishAsync(host, command with { Attempt = 2 });

        Assert.Equal(2, workspace.Runs.Count);
        Assert.Equal(2, output.Rows.Accepted);
    }

    [Fact]
    public async Task A_cancelled_attempt_ends_its_run_and_no_other()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(s3, Settings(workspace));
        var command = await host.LandAsync("orders", "mixed.csv", Mixed);
        await UnfinishedAsync(host, command);
        await UnfinishedAsync(host, command with { Attempt = 2 });

        var queue = await host.Bus.Bus.GetSendEndpoint(QueueNames.Address(QueueNames.Transform));
        await queue.Send(new CancelBatch { BatchId = command.BatchId, Attempt = 1, Actor = "ana", Reason = "Wrong file." }, Cancelled);
        Assert.True(await host.Bus.Consumed.Any<CancelBatch>(Cancelled));

        Assert.Equal(["CANCELED", null], workspace.Runs.Select(run => run.Result));
    }

    [Fact]
    public async Task A_look_at_the_workspace_starts_nothing_and_names_what_is_wrong()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(s3, Settings(workspace));
        await using var lost = await TransformHost.StartAsync(s3, Settings(workspace, job: "78"));
        await using var embedded = await TransformHost.StartAsync(s3);

        Assert.Equal(("retailbus-transform", null), await host.Services.GetRequiredService<WorkspaceCheck>().LookAsync(Cancelled));
        Assert.Equal((null, "Databricks answered 400 (INVALID_PARAMETER_VALUE)."), await lost.Services.GetRequiredService<WorkspaceCheck>().LookAsync(Cancelled));
        Assert.False(embedded.Services.GetRequiredService<WorkspaceCheck>().IsUsed);
        Assert.Empty(workspace.Runs);
    }
}
