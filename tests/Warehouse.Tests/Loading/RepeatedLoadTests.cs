using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Loading;

public abstract class RepeatedLoadTests(EngineKind engine) : EngineSuite(engine)
{
    [Fact]
    public async Task A_batch_delivered_again_reports_the_counts_of_its_load()
    {
        using var warehouse = Open();
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
        using var warehouse = Open();
        var batch = Tea(warehouse, 1);
        await warehouse.LoadAsync(batch);

        var again = Assert.Single(await warehouse.LoadAsync(batch with { Attempt = 2 }));

        Assert.True(again.WasLoaded);
        Assert.Equal("1+0=1 true", warehouse.Balance());
    }

    [Fact]
    public async Task Copies_within_one_group_are_loaded_once_and_answered_alike()
    {
        using var warehouse = Open();
        var batch = Tea(warehouse, 1);

        var outcomes = await warehouse.LoadAsync(batch, batch with { Attempt = 2 }, batch with { });

        Assert.All(outcomes, outcome => Assert.Equal(1, outcome.Counts!.Inserted));
        Assert.Equal([false, true, true], outcomes.Select(outcome => outcome.WasLoaded));
        Assert.Equal("1+0=1 true", warehouse.Balance());
    }

    [Fact]
    public async Task A_fault_before_the_commit_rolls_the_group_back_and_loads_go_on()
    {
        using var warehouse = Open();
        warehouse.BeforeCommit = () => throw new IOException("the disk is full");
        var failed = Assert.Single(await warehouse.LoadAsync(Tea(warehouse, 1)));
        warehouse.BeforeCommit = () => { };

        var outcome = Assert.Single(await warehouse.LoadAsync(Tea(warehouse, 1)));

        Assert.IsType<IOException>(failed.Fault);
        Assert.Equal(1, outcome.Counts!.Inserted);
        Assert.Equal("1+0=1 true", warehouse.Balance());
    }

    private static StagedBatch Tea(WarehouseUnderTest warehouse, decimal amount) =>
        new BatchBuilder(warehouse.Folder) { Lines = [new Line("1", "tea", amount)] }.Build();
}
