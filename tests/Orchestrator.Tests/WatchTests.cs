using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Replays;
using RetailBus.Orchestrator.Tests.Support;
using RetailBus.Orchestrator.Watch;

namespace RetailBus.Orchestrator.Tests;

public sealed class WatchTests
{
    private static readonly TimeSpan Overdue = TimeSpan.FromMinutes(31);
    private readonly Batch _batch = new("orders/a.csv");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_overdue_transform_is_asked_again_once_for_the_same_attempt_and_then_the_run_fails()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAsync(_batch.Landed());

        await ExpireAsync(host, entries: 2);
        Assert.Equal([1, 1], (await host.CommandsAsync<TransformBatch>(_ => true, 2)).Select(c => c.Attempt));
        var asked = await host.RunAsync(_batch.Id);
        Assert.Equal((RunState.Transforming, 1), (asked.State, asked.Attempt));
        Assert.Equal(
            ("watch", "Still Transforming after 30 minutes: the stage was asked again for the same attempt."),
            (asked.Timeline[^1].Actor, asked.Timeline[^1].Reason));

        await ExpireAsync(host, entries: 3);
        var failed = await host.RunAsync(_batch.Id);
        Assert.Equal((RunState.Failed, FailureCodes.Unavailable, "watch"), (failed.State, failed.FailureCode, failed.Timeline[^1].Actor));
        Assert.Equal(
            "The stage did not answer within 30 minutes, nor within as long again after it was asked a second time. See whether its service "
            + "runs and how much waits in retailbus-transform; then retry the run.",
            failed.Reason);
        Assert.Equal("transform", Assert.Single(await host.EventsAsync<BatchFailed>(_ => true, 1)).Stage);
        Assert.Equal(0, await host.Services.GetRequiredService<OverdueRuns>().ExpireAsync(Cancelled));
    }

    [Fact]
    public async Task An_overdue_load_is_asked_again_and_a_late_answer_still_counts_after_the_run_failed()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAllAsync(_batch.Landed(), _batch.Transformed());

        await ExpireAsync(host, entries: 3);
        Assert.Equal(
            [(1, _batch.Manifest(1)), (1, _batch.Manifest(1))],
            (await host.CommandsAsync<LoadBatch>(_ => true, 2)).Select(c => (c.Attempt, c.Manifest)));
        await ExpireAsync(host, entries: 4);
        Assert.Equal(RunState.Failed, (await host.RunAsync(_batch.Id)).State);

        await host.DeliverAsync(_batch.Loaded());

        Assert.Equal(RunState.Completed, (await host.RunAsync(_batch.Id)).State);
    }

    [Fact]
    public async Task An_overdue_cancel_is_asked_for_again_and_then_the_run_fails_saying_that_it_is_not_known_which_came_first()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAllAsync(_batch.Landed(), _batch.Transformed(), _batch.Cancel());

        await ExpireAsync(host, entries: 4);
        Assert.Equal<(string, int?)>([("ana", 1), ("watch", 1)], (await host.CommandsAsync<CancelBatch>(_ => true, 2)).Select(c => (c.Actor, c.Attempt)));
        Assert.Equal(2, (await host.CommandsAsync<LoadBatch>(_ => true, 2)).Count);
        await ExpireAsync(host, entries: 5);

        var run = await host.RunAsync(_batch.Id);
        Assert.Equal(RunState.Failed, run.State);
        Assert.Contains("it is not known whether the load or its cancel came first", run.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_stage_has_the_whole_deadline_and_an_answer_in_time_needs_no_watch()
    {
        await using var host = await RunHost.StartAsync();
        var overdue = host.Services.GetRequiredService<OverdueRuns>();
        await host.DeliverAsync(_batch.Landed());
        host.Time.Advance(TimeSpan.FromMinutes(29));
        await host.DeliverAsync(_batch.Transformed());
        host.Time.Advance(TimeSpan.FromMinutes(29));

        Assert.Equal(0, await overdue.ExpireAsync(Cancelled));
        await host.DeliverAsync(_batch.Loaded());
        host.Time.Advance(Overdue);

        Assert.Equal(0, await overdue.ExpireAsync(Cancelled));
    }

    [Fact]
    public async Task The_watch_looks_by_itself_every_period()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAsync(_batch.Landed());
        using var watch = new RunWatch(
            host.Services.GetRequiredService<OverdueRuns>(),
            host.Services.GetRequiredService<StalledReplays>(),
            host.Services.GetRequiredService<IOptions<OrchestratorOptions>>(),
            host.Time,
            NullLogger<RunWatch>.Instance);
        await watch.StartAsync(Cancelled);

        await UntilAsync(host, entries: 2, () => host.Time.Advance(TimeSpan.FromMinutes(1)));

        await watch.StopAsync(Cancelled);
        Assert.Equal("watch", (await host.RunAsync(_batch.Id)).Timeline[1].Actor);
    }

    /// <summary>Lets the deadline pass, and has two watches look at once; one may look when the saga has acted on the other already.</summary>
    private async Task ExpireAsync(RunHost host, int entries)
    {
        host.Time.Advance(Overdue);
        var overdue = host.Services.GetRequiredService<OverdueRuns>();
        var found = await Task.WhenAll(overdue.ExpireAsync(Cancelled), overdue.ExpireAsync(Cancelled));
        Assert.Contains(1, found);
        await UntilAsync(host, entries, () => { });

        // What is handled after both were: had the second one acted, it would show by now.
        await host.DeliverAsync(_batch.Landed());
        Assert.Equal(entries, (await host.RunAsync(_batch.Id)).Timeline.Count);
    }

    private async Task UntilAsync(RunHost host, int entries, Action meanwhile)
    {
        for (; ; await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancelled))
        {
            meanwhile();
            if ((await host.RunAsync(_batch.Id)).Timeline.Count >= entries)
                return;
        }
    }
}
