using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Loading;

/// <summary>What does not add up rolls back: the run hears both sides, the warehouse stays as it was.</summary>
public abstract class LoadCheckTests(EngineKind engine) : EngineSuite(engine)
{
    private static readonly Line[] Three = [new("1", "tea", 1), new("2", "tea", 2), new("3", "tea", 3)];

    [Fact]
    public async Task A_file_with_fewer_rows_than_the_manifest_promises_is_not_loaded()
    {
        using var warehouse = Open();

        var outcome = Assert.Single(await warehouse.LoadAsync(new BatchBuilder(warehouse.Folder) { Lines = Three, Promised = 4 }.Build()));

        AssertRejected(outcome, FailureCodes.ManifestMismatch, "The manifest promises 4 rows, the files hold 3.");
        AssertUntouched(warehouse);
    }

    [Fact]
    public async Task A_batch_that_brings_a_key_twice_is_not_loaded()
    {
        using var warehouse = Open();

        var outcome = Assert.Single(await warehouse.LoadAsync(
            new BatchBuilder(warehouse.Folder) { Lines = [new Line("1", "tea", 1), new Line("1", "tea", 2)] }.Build()));

        AssertRejected(outcome, FailureCodes.ManifestMismatch, "2 of 2 rows share their key");
        AssertUntouched(warehouse);
    }

    [Fact]
    public async Task Rows_of_another_batch_under_the_manifest_are_not_loaded()
    {
        using var warehouse = Open();
        var other = new BatchBuilder(warehouse.Folder) { Name = "other", Lines = Three }.Build();
        var batch = new BatchBuilder(warehouse.Folder) { Lines = Three }.Build() with { Locations = other.Locations };

        AssertRejected(Assert.Single(await warehouse.LoadAsync(batch)), FailureCodes.ManifestMismatch, "3 of 3 rows belong to another batch");
        AssertUntouched(warehouse);
    }

    [Fact]
    public async Task A_file_that_is_no_Parquet_is_not_loaded()
    {
        using var warehouse = Open();
        var batch = new BatchBuilder(warehouse.Folder) { Lines = Three }.Build();
        await File.WriteAllTextAsync(batch.Locations[0], "not a Parquet file at all", TestContext.Current.CancellationToken);

        AssertRejected(Assert.Single(await warehouse.LoadAsync(batch)), FailureCodes.ManifestMismatch, "can't be read as order lines");
        AssertUntouched(warehouse);
    }

    [Fact]
    public async Task One_bad_batch_does_not_sink_its_group()
    {
        using var warehouse = Open();
        var good = new BatchBuilder(warehouse.Folder) { Name = "a", Lines = [new Line("1", "tea", 1)] }.Build();
        var bad = new BatchBuilder(warehouse.Folder) { Name = "b", Lines = Three, Promised = 2 }.Build();
        var alsoGood = new BatchBuilder(warehouse.Folder) { Name = "c", Landed = 5, Lines = [new Line("1", "tea", 5)] }.Build();

        var outcomes = await warehouse.LoadAsync(good, bad, alsoGood);

        Assert.Equal(1, outcomes[0].Counts!.Inserted);
        AssertRejected(outcomes[1], FailureCodes.ManifestMismatch, "The manifest promises 2 rows, the files hold 3.");
        Assert.Equal(1, outcomes[2].Counts!.Updated);
        Assert.Equal("1+1=2 true", warehouse.Balance());
    }

    private static void AssertRejected(LoadOutcome outcome, string code, string reason)
    {
        var rejected = Assert.IsType<BatchRejectedException>(outcome.Fault);
        Assert.Equal(code, rejected.Code);
        Assert.Contains(reason, rejected.Message, StringComparison.Ordinal);
    }

    private static void AssertUntouched(WarehouseUnderTest warehouse)
    {
        Assert.Equal("0+0=0 true", warehouse.Balance());
        Assert.Equal("0", warehouse.Value("select count(*) from load_history"));
    }
}
