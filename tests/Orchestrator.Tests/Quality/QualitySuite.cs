using RetailBus.Contracts.Quality;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Ledger;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests.Quality;

/// <summary>Figures and warnings on runs, on each database.</summary>
public abstract class QualitySuite(RunDatabase database) : StoreSuite(database)
{
    private readonly Figures _few = new(Rows: 100);

    [Fact]
    public async Task A_sudden_change_is_a_warning_on_the_run_and_its_timeline_and_stops_nothing()
    {
        await using var host = await StartAsync();
        await CompleteAsync(host, 5, new Figures());
        var odd = New(host, 90);

        await host.DeliverAllAsync(odd.Landed(), _few.Of(odd), _few.Of(odd));
        Assert.Equal(RunState.Loading, (await host.RunAsync(odd.Id)).State);
        await host.DeliverAsync(_few.Loaded(odd));

        var run = await host.RunAsync(odd.Id);
        Assert.Equal(_few.Quality, run.Quality!.Figures);
        var warning = Assert.Single(run.Quality.Warnings);
        Assert.Equal((QualityMeasures.Rows, 100d, 800d, 1200d, 5), (warning.Measure, warning.Value, warning.Lowest, warning.Highest, warning.Runs));
        var told = Assert.Single(run.Timeline, entry => entry.Reason.StartsWith("Warning:", StringComparison.Ordinal));
        Assert.Equal($"Warning: {warning.Message}", told.Reason);
        Assert.Equal(("Transforming", "Transforming", "orchestrator"), (told.From, told.To, told.Actor));
        Assert.Equal(["Transforming", "Transforming", "Loading", "Completed"], run.Timeline.Select(entry => entry.To));
    }

    [Fact]
    public async Task A_store_is_compared_with_itself()
    {
        await using var host = await StartAsync();
        await CompleteAsync(host, 5, new Figures(Store: "S1"));
        await CompleteAsync(host, 5, _few with { Store = "S2" }, first: 20);
        await CompleteAsync(host, 1, _few with { Store = "S2" }, first: 40);
        var small = await CompleteAsync(host, 1, _few with { Store = "S1" }, first: 50);
        var unknown = await CompleteAsync(host, 1, new Figures(Rows: 5), first: 60);

        Assert.Single((await host.RunAsync(small)).Quality!.Warnings);
        Assert.Empty((await host.RunAsync(unknown)).Quality!.Warnings);
        Assert.Equal(6, (await host.Ledger.QualityAsync(new QualityFilter { Dataset = "orders", Store = "S2" }, Cancelled)).Count);
        Assert.Single(await host.Ledger.QualityAsync(new QualityFilter { Dataset = "orders", Store = QualityFilter.SeveralStores }, Cancelled));
        var all = await host.Ledger.QualityAsync(new QualityFilter { Dataset = "orders", Limit = 3 }, Cancelled);
        Assert.Equal([unknown, small], all.Take(2).Select(point => point.RunId));
    }

    [Fact]
    public async Task A_replayed_run_is_weighed_again_by_the_runs_before_it()
    {
        await using var host = await StartAsync();
        await CompleteAsync(host, 5, new Figures());
        var odd = New(host, 90);
        await host.DeliverAllAsync(odd.Landed(), _few.Of(odd), _few.Loaded(odd));
        await CompleteAsync(host, 6, _few, first: 100);

        await host.DeliverAsync(odd.Replay());
        Assert.Null((await host.RunAsync(odd.Id)).Quality);
        await host.DeliverAllAsync(_few.Of(odd, 2), _few.Loaded(odd, 2));

        var run = await host.RunAsync(odd.Id);
        Assert.Equal(5, Assert.Single(run.Quality!.Warnings).Runs);
        Assert.Equal([1, 2], run.Timeline.Where(entry => entry.Reason.StartsWith("Warning:", StringComparison.Ordinal)).Select(entry => entry.Attempt));
    }

    [Fact]
    public async Task Runs_that_were_not_completed_and_answers_without_figures_don_t_count()
    {
        await using var host = await StartAsync();
        await CompleteAsync(host, 4, new Figures());
        var failed = New(host, 30);
        await host.DeliverAllAsync(failed.Landed(), new Figures().Of(failed), failed.LoadFailed());
        var old = New(host, 31);
        await host.DeliverAllAsync(old.Landed(), old.Transformed(), old.Loaded());
        var odd = await CompleteAsync(host, 1, _few, first: 40);

        Assert.Null((await host.RunAsync(old.Id)).Quality);
        Assert.Empty((await host.RunAsync(odd)).Quality!.Warnings);
    }

    /// <summary>Takes batches to their end, one after another.</summary>
    private static async Task<Guid> CompleteAsync(RunHost host, int count, Figures figures, int first = 0)
    {
        var last = Guid.Empty;
        for (var number = first; number < first + count; number++)
        {
            var batch = New(host, number);
            await host.DeliverAllAsync(batch.Landed(), figures.Of(batch), figures.Loaded(batch));
            last = batch.Id;
        }

        return last;
    }

    private static Batch New(RunHost host, int number)
    {
        host.Time.Advance(TimeSpan.FromSeconds(1));
        return new Batch($"orders/{number}.csv", $"{number}", number);
    }
}
