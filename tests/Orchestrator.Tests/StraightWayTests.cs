using System.Diagnostics;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests;

public sealed class StraightWayTests
{
    private readonly Batch _batch = new("orders/a.csv");

    [Fact]
    public async Task A_landed_batch_goes_through_transform_and_load_to_Completed()
    {
        await using var host = await RunHost.StartAsync();

        await host.DeliverAsync(_batch.Landed());
        Assert.Equal(RunState.Transforming, (await host.RunAsync(_batch.Id)).State);
        Assert.Equal(_batch.Object, Assert.Single(host.Commands<TransformBatch>(c => c.BatchId == _batch.Id)).Object);

        await host.DeliverAsync(_batch.Transformed());
        Assert.Equal(RunState.Loading, (await host.RunAsync(_batch.Id)).State);
        Assert.Equal(_batch.Manifest(1), Assert.Single(host.Commands<LoadBatch>(c => c.BatchId == _batch.Id)).Manifest);

        await host.DeliverAsync(_batch.Loaded());
        var run = await host.RunAsync(_batch.Id);
        Assert.Equal(RunState.Completed, run.State);
        Assert.Equal(8, Assert.Single(host.Events<BatchCompleted>(e => e.BatchId == _batch.Id)).Loaded.Inserted);
        Assert.True(run.Balanced);
        Assert.Equal((10, 1, 8, 1, 0), (run.Rows.Landed, run.Rows.Headers, run.Rows.Accepted, run.Rows.Quarantined, run.Rows.Duplicates));
        Assert.NotNull(run.Timings.EndedAt);
    }

    [Fact]
    public async Task The_timeline_says_when_from_to_why_and_by_which_message()
    {
        await using var host = await RunHost.StartAsync();
        var loaded = Guid.NewGuid();
        await host.DeliverAllAsync(_batch.Landed(), _batch.Transformed());
        await host.DeliverAsync(_batch.Loaded(), loaded);

        var timeline = (await host.RunAsync(_batch.Id)).Timeline;

        Assert.Equal(["Landed", "Transforming", "Loading"], timeline.Select(entry => entry.From));
        Assert.Equal(["Transforming", "Loading", "Completed"], timeline.Select(entry => entry.To));
        Assert.Equal(["land", "transform", "load"], timeline.Select(entry => entry.Actor));
        Assert.Equal(loaded, timeline[2].MessageId);
        Assert.Equal("Loaded and reconciled: 8 inserted, 0 updated, 0 unchanged, 0 superseded.", timeline[2].Reason);
        Assert.All(timeline, entry => Assert.Equal(1, entry.Attempt));
    }

    [Fact]
    public async Task A_run_carries_the_trace_of_its_landing()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "MassTransit",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await RunHost.StartAsync();
        using var uploader = new Activity("uploader").Start();

        await host.DeliverAsync(_batch.Landed());

        Assert.Equal(uploader.TraceId.ToHexString(), (await host.RunAsync(_batch.Id)).TraceId);
    }

    [Fact]
    public async Task A_batch_announced_again_changes_nothing()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAllAsync(_batch.Landed(), _batch.Landed(), _batch.Transformed(), _batch.Landed(), _batch.Loaded(), _batch.Landed());

        var run = await host.RunAsync(_batch.Id);

        Assert.Equal(RunState.Completed, run.State);
        Assert.Equal(3, run.Timeline.Count);
        Assert.Single(host.Commands<TransformBatch>(c => c.BatchId == _batch.Id));
    }

    [Fact]
    public async Task Answers_for_a_run_that_is_not_known_are_ignored()
    {
        await using var host = await RunHost.StartAsync();

        await host.DeliverAllAsync(
            _batch.Transformed(), _batch.TransformFailed(), _batch.TransformFault(), _batch.Loaded(), _batch.LoadFailed(), _batch.LoadFault(),
            _batch.Retry(), _batch.Release(), _batch.Cancel(), _batch.Replay());

        Assert.Null(await host.Ledger.FindAsync(_batch.Id, TestContext.Current.CancellationToken));
        Assert.Empty(host.Commands<TransformBatch>(_ => true));
    }
}
