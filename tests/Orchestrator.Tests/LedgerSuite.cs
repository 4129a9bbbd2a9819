using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Ledger;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests;

public abstract class LedgerSuite(RunDatabase database) : StoreSuite(database)
{
    [Fact]
    public async Task Pages_newest_first_hold_every_run_once_also_among_runs_that_started_at_once()
    {
        await using var host = await StartAsync();
        var ids = new List<Guid>();
        foreach (var number in Enumerable.Range(0, 13))
        {
            var batch = new Batch($"orders/{number}.csv", $"{number}", dataset: number % 2 == 0 ? "orders" : "returns");
            ids.Add(batch.Id);
            await host.DeliverAsync(batch.Landed());
            if (number is 4 or 9)
                host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var all = await PagesAsync(host, new RunFilter { Limit = 4 });
        var orders = await PagesAsync(host, new RunFilter { Limit = 2, Dataset = "orders", State = RunState.Transforming });

        Assert.Equal(ids.Order(), all.Select(run => run.Id).Order());
        Assert.Equal(all.OrderByDescending(run => run.Timings.StartedAt).ThenByDescending(run => run.Id), all);
        Assert.Equal(all.Where(run => run.Dataset == "orders"), orders);
        Assert.Empty(await host.Ledger.ListAsync(new RunFilter { Before = Guid.NewGuid() }, Cancelled));
        Assert.Empty(await host.Ledger.ListAsync(new RunFilter { State = RunState.Held }, Cancelled));
    }

    [Fact]
    public async Task Counts_name_every_state()
    {
        await using var host = await StartAsync();
        var (first, second) = (new Batch("orders/a.csv"), new Batch("orders/b.csv", "b"));
        await host.DeliverAllAsync(first.Landed(), first.TransformFailed(), second.Landed());

        var counts = await host.Ledger.CountAsync(Cancelled);

        Assert.Equal(RunState.All.Order(), counts.Keys.Order());
        Assert.Equal((1, 1, 0), (counts[RunState.Failed], counts[RunState.Transforming], counts[RunState.Completed]));
    }

    [Fact]
    public async Task A_run_goes_on_where_it_stood_in_another_process()
    {
        var batch = new Batch("orders/a.csv");
        var retry = Guid.NewGuid();
        await using (var before = await StartAsync())
        {
            await before.DeliverAllAsync(batch.Landed(), batch.TransformFailed(1));
            await before.DeliverAsync(batch.Retry(), retry);
            await before.DeliverAsync(batch.TransformFailed(2));
        }

        await using var host = await StartAsync();
        await host.DeliverAsync(batch.Retry(), retry);
        Assert.Equal((RunState.Failed, 2), ((await host.RunAsync(batch.Id)).State, (await host.RunAsync(batch.Id)).Attempt));
        await host.DeliverAllAsync(batch.Retry(), batch.Transformed(3), batch.Loaded(3));

        var run = await host.RunAsync(batch.Id);
        Assert.Equal((RunState.Completed, true), (run.State, run.Balanced));
        Assert.Equal(
            ["Landed", "Transforming", "Failed", "Transforming", "Failed", "Transforming", "Loading", "Completed"],
            run.Timeline.Select(entry => entry.To).Prepend("Landed"));
        Assert.Equal(3, Assert.Single(host.Commands<LoadBatch>(_ => true)).Attempt);
    }

    [Fact]
    public async Task Two_processes_that_hear_of_a_landing_at_once_make_one_run_and_one_command()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        var batches = Enumerable.Range(0, 20).Select(i => new Batch($"orders/{i}.csv", $"{i}")).ToList();

        await Task.WhenAll(batches.SelectMany(batch => new[] { one, other }.Select(host => host.DeliverAsync(batch.Landed()))));

        foreach (var batch in batches)
        {
            Assert.Single((await one.RunAsync(batch.Id)).Timeline);
            Assert.Single(one.Commands<TransformBatch>(c => c.BatchId == batch.Id).Concat(other.Commands<TransformBatch>(c => c.BatchId == batch.Id)));
        }
    }

    [Fact]
    public async Task The_same_bytes_that_land_twice_at_once_are_loaded_by_both_or_found_out_but_never_left_unloaded()
    {
        await using var host = await StartAsync();
        var (one, other) = (new Batch("orders/a.csv"), new Batch("orders/b.csv"));
        await host.DeliverAllAsync(one.Landed(), other.Landed());

        await Task.WhenAll(new[] { one, other }.Select(batch => host.DeliverAllAsync(batch.Transformed(), batch.Loaded())));

        string[] states = [(await host.RunAsync(one.Id)).State, (await host.RunAsync(other.Id)).State];
        Assert.Contains(RunState.Completed, states);
        Assert.All(states, state => Assert.True(state is RunState.Completed or RunState.Duplicate, state));
    }

    private static async Task<List<RunSummary>> PagesAsync(RunHost host, RunFilter filter)
    {
        var all = new List<RunSummary>();
        while (true)
        {
            var page = await host.Ledger.ListAsync(filter, Cancelled);
            Assert.InRange(page.Count, 0, filter.Limit);
            all.AddRange(page);
            if (page.Count < filter.Limit)
                return all;
            filter = filter with { Before = page[^1].Id };
        }
    }
}
