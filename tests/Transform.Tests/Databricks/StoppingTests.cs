using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Tests.Cloud;
using static RetailBus.Transform.Tests.Databricks.EngineCalls;

namespace RetailBus.Transform.Tests.Databricks;

/// <summary>No run goes on whose output nobody wants.</summary>
public sealed class StoppingTests(S3Server s3) : IClassFixture<S3Server>
{
    private const string File = "order_id,store_id,item,quantity,price,total_amount,timestamp\n1,S1,a,1,1,1,2026-11-23\n";

    [Fact]
    public async Task A_start_that_comes_after_its_cancel_starts_nothing()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(s3, Settings(workspace));
        var command = await host.LandAsync("orders", "one.csv", File);

        await EngineOf(host).CancelAsync("orders", command.BatchId, 1, Cancelled);
        var fault = await StoppedAsync(host, command);
        await StoppedAsync(host, command);
        Assert.Empty(workspace.Runs);
        await UnfinishedAsync(host, command with { Attempt = 2 });

        Assert.Equal(FailureCodes.Cancelled, fault.Code);
        Assert.Null(Assert.Single(workspace.Runs).Result);
    }

    [Fact]
    public async Task A_cancel_during_the_start_ends_the_run()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(s3, Settings(workspace));
        var command = await host.LandAsync("orders", "one.csv", File);
        workspace.Begun = () => EngineOf(host).CancelAsync("orders", command.BatchId, 1, CancellationToken.None);

        await StoppedAsync(host, command);

        Assert.Equal("CANCELED", Assert.Single(workspace.Runs).Result);
    }

    [Fact]
    public async Task A_cancel_after_a_start_whose_answer_was_lost_ends_the_run()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(s3, Settings(workspace));
        var command = await host.LandAsync("orders", "one.csv", File);
        workspace.LoseAnswerOf("/api/2.2/jobs/run-now");
        await UnfinishedAsync(host, command);

        await EngineOf(host).CancelAsync("orders", command.BatchId, 1, Cancelled);
        Assert.Null(Assert.Single(workspace.Runs).Result); // whose id nobody knows yet
        await StoppedAsync(host, command);

        Assert.Equal("CANCELED", Assert.Single(workspace.Runs).Result);
    }

    [Fact]
    public async Task A_further_attempt_ends_the_run_of_the_one_before_which_stays_ended()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(s3, Settings(workspace));
        var command = await host.LandAsync("orders", "one.csv", File);
        await UnfinishedAsync(host, command);

        await UnfinishedAsync(host, command with { Attempt = 3 });
        Assert.Equal(["CANCELED", null], workspace.Runs.Select(run => run.Result));
        await StoppedAsync(host, command);
        await StoppedAsync(host, command with { Attempt = 2 });
        workspace.Work = new ClusterOfDuckDb(s3.Client, host).RunAsync;
        var output = await FinishAsync(host, command with { Attempt = 3 });

        Assert.Equal(1, output.Rows.Accepted);
        Assert.Equal(2, workspace.Runs.Count);
    }

    [Fact]
    public async Task A_further_attempt_whose_start_was_cut_off_still_ends_the_run_before()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(s3, Settings(workspace));
        var command = await host.LandAsync("orders", "one.csv", File);
        await UnfinishedAsync(host, command);
        workspace.Refuse(503); // the cancel of the run before
        await UnfinishedAsync(host, command with { Attempt = 2 });
        Assert.Single(workspace.Runs);

        await UnfinishedAsync(host, command with { Attempt = 2 });

        Assert.Equal(["CANCELED", null], workspace.Runs.Select(run => run.Result));
    }

    [Fact]
    public async Task Another_contract_ends_the_run_of_the_one_before_and_fails_nobody()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(s3, Settings(workspace));
        var command = await host.LandAsync("orders", "one.csv", File);
        await UnfinishedAsync(host, command);
        var work = Work(host, command);

        await Assert.ThrowsAsync<TransformUnfinishedException>(
            () => EngineOf(host).TransformAsync(work with { Contract = work.Contract with { Version = "99.0.0" } }, Cancelled));
        await UnfinishedAsync(host, command); // a process that has the earlier contract still

        Assert.Equal(["CANCELED", null], workspace.Runs.Select(run => run.Result));
    }

    [Fact]
    public async Task Corrected_rows_of_a_dataset_with_identical_lines_are_refused_with_what_to_do()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(s3, Settings(workspace));
        var command = await host.LandAsync("online-retail", "corrected.csv", "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,Country\n");
        var parent = Guid.NewGuid();
        var resubmission = new Resubmission
        {
            ParentBatchId = parent,
            RootBatchId = parent,
            RootAttempt = 1,
            Number = 1,
            Actor = "ana",
            Reason = "A price.",
        };
        var resubmitted = command with { Object = command.Object with { Resubmission = resubmission } };

        var fault = await Assert.ThrowsAsync<BatchRejectedException>(() => TransformAsync(host, resubmitted));

        Assert.Equal(FailureCodes.Unavailable, fault.Code);
        Assert.StartsWith("Corrected rows of online-retail go on numbering the identical lines", fault.Message, StringComparison.Ordinal);
        Assert.Contains("by the embedded engine (Transform:Engine duckdb), then retry the run.", fault.Message, StringComparison.Ordinal);
        Assert.Empty(workspace.Runs);
    }

    private static async Task<BatchRejectedException> StoppedAsync(TransformHost host, TransformBatch command)
    {
        var fault = await Assert.ThrowsAsync<BatchRejectedException>(() => TransformAsync(host, command));
        Assert.Equal(FailureCodes.Cancelled, fault.Code);
        return fault;
    }
}
