using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Loading;

/// <summary>What a kill leaves of the embedded warehouse.</summary>
public sealed class CrashTests
{
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

    /// <summary>What a kill at this moment would leave on disk: the file and its write-ahead log.</summary>
    private static void CopyDatabase(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        foreach (var suffix in new[] { "", ".wal" }.Where(suffix => File.Exists(from + suffix)))
            File.Copy(from + suffix, to + suffix, overwrite: true);
    }
}
