using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Tests.Support;
using RetailBus.Orchestrator.Watch;

namespace RetailBus.Orchestrator.Tests;

/// <summary>Deadlines are 30 minutes.</summary>
public sealed class ProgressTests
{
    private readonly Batch _batch = new("orders/a.csv");

    [Fact]
    public async Task A_run_whose_stage_tells_of_progress_is_not_overdue_and_one_whose_stage_falls_silent_is()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAsync(_batch.Landed());
        for (var told = 0; told < 4; told++)
        {
            host.Time.Advance(TimeSpan.FromMinutes(20));
            await host.DeliverAsync(_batch.Progress(host.Time.GetUtcNow()));
        }

        Assert.Equal(0, await ExpireAsync(host));
        Assert.Single((await host.RunAsync(_batch.Id)).Timeline);

        host.Time.Advance(TimeSpan.FromMinutes(31));

        Assert.Equal(1, await ExpireAsync(host));
    }

    [Fact]
    public async Task A_run_shows_what_its_stage_told_last_and_forgets_it_with_the_stages_end()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAsync(_batch.Landed());
        Assert.Null((await host.RunAsync(_batch.Id)).Progress);
        host.Time.Advance(TimeSpan.FromMinutes(2));
        var now = host.Time.GetUtcNow();

        await host.DeliverAllAsync(_batch.Progress(now, rows: 500), _batch.Progress(now.AddMinutes(-1), rows: 200));

        Assert.Equal(
            new RunProgress { Stage = StageNames.Transform, Rows = 500, Bytes = 5000, At = now }, (await host.RunAsync(_batch.Id)).Progress);
        await host.DeliverAsync(_batch.Transformed());
        Assert.Null((await host.RunAsync(_batch.Id)).Progress);
    }

    [Fact]
    public async Task A_long_load_and_a_cancel_that_waits_for_it_are_extended_by_the_loads_progress()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAllAsync(_batch.Landed(), _batch.Transformed());
        host.Time.Advance(TimeSpan.FromMinutes(20));
        await host.DeliverAsync(_batch.Progress(host.Time.GetUtcNow(), stage: StageNames.Load));
        host.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(0, await ExpireAsync(host));

        await host.DeliverAsync(_batch.Cancel());
        host.Time.Advance(TimeSpan.FromMinutes(20));
        await host.DeliverAsync(_batch.Progress(host.Time.GetUtcNow(), stage: StageNames.Load));
        host.Time.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(0, await ExpireAsync(host));
    }

    [Fact]
    public async Task Progress_that_is_late_or_of_another_stage_or_attempt_or_from_a_clock_ahead_extends_nothing_beyond_a_deadline_from_now()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAsync(_batch.Landed());
        var landed = host.Time.GetUtcNow();
        host.Time.Advance(TimeSpan.FromMinutes(20));

        await host.DeliverAllAsync(
            _batch.Progress(landed.AddMinutes(-1)),
            _batch.Progress(host.Time.GetUtcNow(), attempt: 2),
            _batch.Progress(host.Time.GetUtcNow(), stage: StageNames.Load),
            new Batch("orders/unknown.csv").Progress(host.Time.GetUtcNow()));
        host.Time.Advance(TimeSpan.FromMinutes(10.5));
        Assert.Equal(1, await ExpireAsync(host));
        await host.UntilAsync(_batch.Id, run => run.Timeline.Count == 2);

        await host.DeliverAsync(_batch.Progress(host.Time.GetUtcNow().AddDays(1)));
        host.Time.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(1, await ExpireAsync(host));
    }

    [Fact]
    public async Task A_stage_that_is_overdue_is_announced_once()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAsync(_batch.Landed());
        host.Time.Advance(TimeSpan.FromMinutes(31));
        await Task.WhenAll(ExpireAsync(host), ExpireAsync(host));
        await host.UntilAsync(_batch.Id, run => run.Timeline.Count == 2);
        await host.DeliverAllAsync(_batch.Landed(), _batch.TransformFailed());

        var overdue = Assert.Single(host.Events<BatchOverdue>(_ => true));

        Assert.Equal((_batch.Id, "transform", 1), (overdue.BatchId, overdue.Stage, overdue.Attempt));
        Assert.Equal(RunState.Failed, (await host.RunAsync(_batch.Id)).State);
    }

    private static Task<int> ExpireAsync(RunHost host) =>
        host.Services.GetRequiredService<OverdueRuns>().ExpireAsync(TestContext.Current.CancellationToken);
}
