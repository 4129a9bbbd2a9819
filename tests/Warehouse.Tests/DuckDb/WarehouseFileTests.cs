using DuckDB.NET.Data;
using RetailBus.Warehouse.DuckDb;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.DuckDb;

public sealed class WarehouseFileTests
{
    [Fact]
    public void A_second_opener_is_refused_and_told_who_has_the_file()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "warehouse.duckdb");
        using var holder = new TestWarehouse(path: path);

        var refused = Assert.Throws<WarehouseHeldException>(() => new TestWarehouse(path: path));

        Assert.Contains($"process {Environment.ProcessId} (", refused.Message, StringComparison.Ordinal);
        Assert.Contains(Environment.MachineName, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_loaded_is_there_when_the_file_is_opened_again()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "warehouse.duckdb");
        using (var before = new TestWarehouse(path: path))
            await before.LoadAsync(new BatchBuilder(folder.Path) { Name = "a", Lines = [new Line("1", "tea", 1)] }.Build());

        using var after = new TestWarehouse(path: path);
        await after.LoadAsync(new BatchBuilder(folder.Path) { Name = "b", Landed = 1, Lines = [new Line("1", "tea", 2)] }.Build());

        Assert.Equal("2.0000", after.Value("select amount from order_lines"));
        Assert.Equal("1+1=2 true", after.Balance());
    }

    [Fact]
    public void Files_that_a_crash_left_in_the_staging_folder_are_removed()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "warehouse.duckdb");
        Directory.CreateDirectory(path + ".staging");
        File.WriteAllText(Path.Combine(path + ".staging", "left.parquet"), "left");

        using var warehouse = new TestWarehouse(path: path);

        Assert.Empty(Directory.EnumerateFileSystemEntries(warehouse.File.StagingFolder));
    }

    [Fact]
    public void The_instance_opens_staged_files_and_no_others_and_its_settings_stay()
    {
        using var folder = new TestFolder();
        using var warehouse = new TestWarehouse(path: Path.Combine(folder.Path, "warehouse.duckdb"));
        var (beside, staged) = (Path.Combine(folder.Path, "beside.csv"), Path.Combine(warehouse.File.StagingFolder, "staged.csv"));
        File.WriteAllText(beside, "a\nsecret\n");
        File.WriteAllText(staged, "a\nread\n");

        Assert.Equal("read", warehouse.Value($"select a from read_csv('{staged}', auto_detect=false, header=true, columns={{'a': 'varchar'}})"));
        foreach (var refused in (string[])
        [
            $"from read_csv('{beside}', auto_detect=false, header=true, columns={{'a': 'varchar'}})",
            $"from read_csv('{warehouse.File.StagingFolder}/../beside.csv', auto_detect=false, header=true, columns={{'a': 'varchar'}})",
            $"copy order_lines to '{folder.Path}/out.csv'",
            $"attach '{folder.Path}/other.duckdb'",
            "set global enable_external_access = true",
            $"set global allowed_directories = ['{folder.Path}']",
            "set memory_limit = '8GB'",
        ])
        {
            Assert.Throws<DuckDBException>(() => warehouse.Rows(refused));
        }
    }
}
