using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests;

public abstract class DuplicateSuite(RunDatabase database) : StoreSuite(database)
{
    private readonly Batch _first = new("orders/a.csv", "a");

    [Fact]
    public async Task The_same_bytes_under_another_name_are_not_loaded_again()
    {
        await using var host = await StartAsync();
        var again = new Batch("orders/copy.csv", "a", 5);
        await LoadAsync(host, _first);

        await host.DeliverAllAsync(again.Landed(), again.Transformed());

        var run = await host.RunAsync(again.Id);
        Assert.Equal((RunState.Duplicate, (Guid?)_first.Id), (run.State, run.DuplicateOf));
        Assert.Equal(
            $"The same bytes were loaded before, as \"orders/a.csv\" (run {_first.Id}). Nothing was loaded again; to load it all the same, "
            + "release the run.",
            run.Reason);
        Assert.Empty(host.Commands<LoadBatch>(c => c.BatchId == again.Id));
    }

    [Fact]
    public async Task The_same_file_landed_again_at_its_own_key_is_a_duplicate_each_time()
    {
        await using var host = await StartAsync();
        await LoadAsync(host, _first);
        foreach (var second in new[] { 5, 10 })
        {
            var again = new Batch("orders/a.csv", "a", second);
            await host.DeliverAllAsync(again.Landed(), again.Transformed());
            Assert.Equal((RunState.Duplicate, (Guid?)_first.Id), await StateAsync(host, again));
        }
    }

    [Fact]
    public async Task A_released_duplicate_is_loaded()
    {
        await using var host = await StartAsync();
        var again = new Batch("orders/copy.csv", "a", 5);
        await LoadAsync(host, _first);
        await host.DeliverAllAsync(again.Landed(), again.Transformed(), again.Release());
        Assert.Equal((RunState.Loading, null), await StateAsync(host, again));

        await host.DeliverAsync(again.Loaded());

        Assert.Equal((RunState.Completed, null), await StateAsync(host, again));
    }

    [Fact]
    public async Task A_slot_that_holds_other_contents_by_now_makes_no_duplicate()
    {
        await using var host = await StartAsync();
        await LoadAsync(host, _first);
        await LoadAsync(host, new Batch("orders/a.csv", "b", 5));
        var again = new Batch("orders/copy.csv", "a", 10);

        await host.DeliverAllAsync(again.Landed(), again.Transformed());

        Assert.Equal((RunState.Loading, null), await StateAsync(host, again));
    }

    [Fact]
    public async Task A_slot_that_goes_back_to_what_it_held_before_is_loaded()
    {
        await using var host = await StartAsync();
        await LoadAsync(host, _first);
        await LoadAsync(host, new Batch("orders/other.csv", "a", 1), release: true);
        await LoadAsync(host, new Batch("orders/a.csv", "b", 5));
        var back = new Batch("orders/a.csv", "a", 10);

        await host.DeliverAllAsync(back.Landed(), back.Transformed());

        Assert.Equal((RunState.Loading, null), await StateAsync(host, back));
    }

    [Fact]
    public async Task A_slot_whose_newer_contents_are_still_on_their_way_makes_no_duplicate()
    {
        await using var host = await StartAsync();
        await LoadAsync(host, _first);
        var newer = new Batch("orders/a.csv", "b", 5);
        var again = new Batch("orders/copy.csv", "a", 10);
        await host.DeliverAsync(newer.Landed());

        await host.DeliverAllAsync(again.Landed(), again.Transformed());

        Assert.Equal((RunState.Loading, null), await StateAsync(host, again));
    }

    [Fact]
    public async Task Another_contract_version_or_dataset_makes_no_duplicate()
    {
        await using var host = await StartAsync();
        await LoadAsync(host, _first);
        var newContract = new Batch("orders/copy.csv", "a", 5);
        var otherDataset = new Batch("returns/copy.csv", "a", 5, "returns");

        await host.DeliverAllAsync(newContract.Landed(), newContract.Transformed(contract: "1.1.0"));
        await host.DeliverAllAsync(otherDataset.Landed(), otherDataset.Transformed());

        Assert.Equal((RunState.Loading, null), await StateAsync(host, newContract));
        Assert.Equal((RunState.Loading, null), await StateAsync(host, otherDataset));
    }

    [Fact]
    public async Task What_failed_to_load_makes_no_duplicate()
    {
        await using var host = await StartAsync();
        var again = new Batch("orders/copy.csv", "a", 5);
        await host.DeliverAllAsync(_first.Landed(), _first.Transformed(), _first.LoadFailed());

        await host.DeliverAllAsync(again.Landed(), again.Transformed());

        Assert.Equal((RunState.Loading, null), await StateAsync(host, again));
    }

    [Fact]
    public async Task A_duplicate_that_corrects_a_landing_that_became_known_late_is_released()
    {
        await using var host = await StartAsync();
        var correction = new Batch("orders/a.csv", "b", 5);
        await LoadAsync(host, new Batch("orders/copy.csv", "b", 10));
        await host.DeliverAllAsync(correction.Landed(), correction.Transformed());
        Assert.Equal(RunState.Duplicate, (await host.RunAsync(correction.Id)).State);

        await LoadAsync(host, _first);

        var released = await host.UntilAsync(correction.Id, run => run.State == RunState.Loading);
        Assert.Contains("this one corrects it", released.Timeline[^1].Reason, StringComparison.Ordinal);
        Assert.Single(Releases(host, correction));
    }

    [Fact]
    public async Task A_duplicate_that_says_the_same_as_a_late_landing_of_its_slot_stays()
    {
        await using var host = await StartAsync();
        var again = new Batch("orders/a.csv", "a", 5);
        await LoadAsync(host, new Batch("orders/copy.csv", "a", 10));
        await host.DeliverAllAsync(again.Landed(), again.Transformed());

        await host.DeliverAllAsync(_first.Landed(), _first.Transformed(), _first.Release());
        await host.DeliverAsync(_first.Loaded());

        Assert.Equal(RunState.Completed, (await host.RunAsync(_first.Id)).State);
        Assert.Empty(Releases(host, again));
        Assert.Equal(RunState.Duplicate, (await host.RunAsync(again.Id)).State);
    }

    [Fact]
    public async Task A_replay_is_never_a_duplicate()
    {
        await using var host = await StartAsync();
        var again = new Batch("orders/copy.csv", "a", 5);
        await LoadAsync(host, _first);
        await LoadAsync(host, again, release: true);

        await host.DeliverAllAsync(_first.Replay(), _first.Transformed(2));

        Assert.Equal((RunState.Loading, null), await StateAsync(host, _first));
    }

    private static IEnumerable<ReleaseBatch> Releases(RunHost host, Batch batch) =>
        host.Deliveries.SentToSagas.OfType<ReleaseBatch>().Where(release => release.BatchId == batch.Id);

    private static async Task LoadAsync(RunHost host, Batch batch, bool release = false)
    {
        await host.DeliverAllAsync(batch.Landed(), batch.Transformed());
        if (release)
            await host.DeliverAsync(batch.Release());
        await host.DeliverAsync(batch.Loaded());
        Assert.Equal(RunState.Completed, (await host.RunAsync(batch.Id)).State);
    }

    private static async Task<(string State, Guid? DuplicateOf)> StateAsync(RunHost host, Batch batch)
    {
        var run = await host.RunAsync(batch.Id);
        return (run.State, run.DuplicateOf);
    }
}
