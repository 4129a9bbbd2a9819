using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Loading;

public sealed class RepeatedLoadTests
{
    [Fact]
    public async Task A_batch_delivered_again_reports_the_counts_of_its_load()
    {
        using var warehouse = new TestWarehouse();
        var batch = Tea(warehouse, 1);
        var first = Assert.Single(await warehouse.LoadAsync(batch));

        var again = Assert.Single(await warehouse.LoadAsync(batch));

        Assert.True(again.WasLoaded);
        Assert.Equal(first.Counts, again.Counts);
        Assert.Equal("1+0=1 true", warehouse.Balance());
    }

    [Fact]
    public async Task A_further_attempt_with_the_same_manifest_is_the_same_load()
    {
        using var warehouse = new TestWarehouse();
        var batch = Tea(warehouse, 1);
        await warehouse.LoadAsync(batch);

        var again = Assert.Single(await warehouse.LoadAsync(batch with { Attempt = 2 }));

        Assert.True(again.WasLoaded);
        Assert.Equal("1+0=1 true", warehouse.Balance());
    }

    [Fact]
    public async Task Copies_within_one_group_are_loaded_once_and_answered_alike()
    {
        using var warehouse = new TestWarehouse();
        var batch = Tea(warehouse, 1);

        var outcomes = await warehouse.LoadAsync(batch, batch with { Attempt = 2 }, batch with { });

        Assert.All(outcomes, outcome => Assert.Equal(1, outcome.Counts!.Inserted));
        Assert.Equal([false, true, true], outcomes.Select(outcome => outcome.WasLoaded));
        Assert.Equal("1+0=1 true", warehouse.Balance());
    }

    [Fact]
    public async Task A_crash_before_the_commit_leaves_nothing_and_the_next_delivery_loads()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "warehouse.duckdb");
        var builder = new BatchBuilder(folder.Path) { Lines = [new Line("1", "tea", 1)] };
        using (var crashing = new TestWarehouse(path: path))
        {
            crashing.BeforeCommit = () => CopyDatabase(path, Path.Combine(folder.Path, "crashed", "warehouse.duckdb"));
            await crashing.LoadAsync(builder.Build());
        }

        using var restarted = new TestWarehouse(path: Path.Combine(folder.Path, "crashed", "warehouse.duckdb"));
        Assert.Equal("0+0=0 true", restarted.Balance());
        var again = new BatchBuilder(Path.Combine(folder.Path, "crashed")) { Lines = builder.Lines }.Build();
        Assert.Equal(1, Assert.Single(await restarted.LoadAsync(again)).Counts!.Inserted);
        Assert.Equal("1+0=1 true", restarted.Balance());
    }

    [Fact]
    public async Task A_crash_between_the_commit_and_the_event_is_answered_from_the_load_history()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "warehouse.duckdb");
        var copy = Path.Combine(folder.Path, "crashed", "warehouse.duckdb");
        var builder = new BatchBuilder(folder.Path) { Lines = [new Line("1", "tea", 1), new Line("2", "tea", 1)] };
        using (var crashing = new TestWarehouse(path: path))
        {
            await crashing.LoadAsync(builder.Build());
            CopyDatabase(path, copy);
        }

        using var restarted = new TestWarehouse(path: copy);
        var outcome = Assert.Single(await restarted.LoadAsync(builder.Build()));
        Assert.True(outcome.WasLoaded);
        Assert.Equal(2, outcome.Counts!.Inserted);
        Assert.Equal("2+0=2 true", restarted.Balance());
    }

    [Fact]
    public async Task A_fault_before_the_commit_rolls_the_group_back_and_loads_go_on()
    {
        using var warehouse = new TestWarehouse();
        warehouse.BeforeCommit = () => throw new IOException("the disk is full");
        var failed = Assert.Single(await warehouse.LoadAsync(Tea(warehouse, 1)));
        warehouse.BeforeCommit = () => { };

        var outcome = Assert.Single(await warehouse.LoadAsync(Tea(warehouse, 1)));

        Assert.IsType<IOException>(failed.Fault);
        Assert.Equal(1, outcome.Counts!.Inserted);
        Assert.Equal("1+0=1 true", warehouse.Balance());
    }

    private static StagedBatch Tea(TestWarehouse warehouse, decimal amount) =>
        new BatchBuilder(warehouse.Folder) { Lines = [new Line("1", "tea", amount)] }.Build();

    /// <summary>What a kill at this moment would leave on disk: the file and its write-ahead log.</summary>
    private static void CopyDatabase(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        foreach (var suffix in new[] { "", ".wal" }.Where(suffix => File.Exists(from + suffix)))
            File.Copy(from + suffix, to + suffix, overwrite: true);
    }
}
