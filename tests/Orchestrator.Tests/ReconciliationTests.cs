using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests;

public sealed class ReconciliationTests
{
    private readonly Batch _batch = new("orders/a.csv");

    [Fact]
    public async Task A_transform_that_does_not_add_up_fails_the_run_with_both_sides()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAllAsync(_batch.Landed(), _batch.Transformed(records: 11));

        var run = await host.RunAsync(_batch.Id);

        Assert.Equal((RunState.Failed, FailureCodes.Unbalanced), (run.State, run.FailureCode));
        Assert.False(run.Balanced);
        Assert.Equal(
            "The file has 11 records, but the parts add up to 10: 1 header line + 8 accepted + 1 quarantined + 0 duplicates. "
            + "Nothing was loaded. Retry the run; if it fails again, report it with this run's id.",
            run.Reason);
        Assert.Equal("reconcile", Assert.Single(host.Events<BatchFailed>(_ => true)).Stage);
        Assert.Empty(host.Commands<LoadBatch>(_ => true));
    }

    [Fact]
    public async Task A_transform_that_did_not_add_up_is_done_again_on_retry()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAllAsync(_batch.Landed(), _batch.Transformed(records: 11), _batch.Retry(), _batch.Transformed(1, records: 11));
        Assert.Equal(RunState.Transforming, (await host.RunAsync(_batch.Id)).State);

        await host.DeliverAllAsync(_batch.Transformed(2), _batch.Loaded(2));

        Assert.Equal(RunState.Completed, (await host.RunAsync(_batch.Id)).State);
    }

    [Fact]
    public async Task A_load_that_does_not_add_up_fails_the_run_with_both_sides()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAllAsync(_batch.Landed(), _batch.Transformed(), _batch.Loaded(inserted: 7));

        var run = await host.RunAsync(_batch.Id);

        Assert.Equal((RunState.Failed, FailureCodes.Unbalanced), (run.State, run.FailureCode));
        Assert.StartsWith(
            "The transform accepted 8 rows, but the load accounts for 7: 7 inserted + 0 updated + 0 unchanged + 0 superseded.",
            run.Reason,
            StringComparison.Ordinal);
        Assert.Empty(host.Events<BatchCompleted>(_ => true));
    }
}
