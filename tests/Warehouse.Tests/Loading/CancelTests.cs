using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Platform.Failures;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Loading;

public abstract class CancelTests(EngineKind engine) : EngineSuite(engine)
{
    private static readonly Line[] Tea = [new("1", "tea", 1)];

    [Fact]
    public async Task A_load_that_was_cancelled_first_leaves_the_warehouse_as_it_was()
    {
        using var warehouse = Open();
        var batch = new BatchBuilder(warehouse.Folder) { Lines = Tea }.Build();

        Assert.True(await CancelAsync(warehouse, batch, attempt: 1));
        var outcome = Assert.Single(await warehouse.LoadAsync(batch));

        AssertCancelled(outcome);
        Assert.Equal("0+0=0 true", warehouse.Balance());
        Assert.Equal("0", warehouse.Value("select count(*) from load_history"));
    }

    [Fact]
    public async Task A_load_that_committed_first_stays_and_reports_its_counts()
    {
        using var warehouse = Open();
        var batch = new BatchBuilder(warehouse.Folder) { Lines = Tea }.Build();
        await warehouse.LoadAsync(batch);

        Assert.False(await CancelAsync(warehouse, batch, attempt: 1));
        var again = Assert.Single(await warehouse.LoadAsync(batch));

        Assert.Equal(1, again.Counts?.Inserted);
        Assert.Equal("1+0=1 true", warehouse.Balance());
    }

    [Fact]
    public async Task A_cancel_during_a_load_waits_for_it_and_comes_second()
    {
        using var warehouse = Open();
        var batch = new BatchBuilder(warehouse.Folder) { Lines = Tea }.Build();
        Task<bool>? cancel = null;
        warehouse.BeforeCommit = () => cancel = CancelAsync(warehouse, batch, attempt: 1);

        var outcome = Assert.Single(await warehouse.LoadAsync(batch));

        Assert.Equal(1, outcome.Counts?.Inserted);
        Assert.False(await cancel!);
    }

    [Fact]
    public async Task A_cancel_stops_the_attempts_up_to_its_own_and_no_later_one()
    {
        using var warehouse = Open();
        var (first, second, third) = (Attempt(warehouse, 1), Attempt(warehouse, 2), Attempt(warehouse, 3));

        await CancelAsync(warehouse, first, attempt: 2);
        var outcomes = await warehouse.LoadAsync(third, first, second);

        Assert.Equal(1, outcomes[0].Counts?.Inserted);
        AssertCancelled(outcomes[1]);
        AssertCancelled(outcomes[2]);
        Assert.Equal("1+0=1 true", warehouse.Balance());
    }

    [Fact]
    public async Task A_cancelled_replay_leaves_what_was_loaded_before()
    {
        using var warehouse = Open();
        await warehouse.LoadAsync(Attempt(warehouse, 1));
        var replay = Attempt(warehouse, 2);

        Assert.True(await CancelAsync(warehouse, replay, attempt: 2));

        AssertCancelled(Assert.Single(await warehouse.LoadAsync(replay)));
        Assert.Equal("1", warehouse.Value("select attempt from order_lines"));
    }

    [Fact]
    public async Task A_cancel_without_an_attempt_stops_every_one_and_a_repeated_cancel_changes_nothing()
    {
        using var warehouse = Open();
        var batch = Attempt(warehouse, 7);

        Assert.True(await CancelAsync(warehouse, batch, attempt: null));
        Assert.False(await CancelAsync(warehouse, batch, attempt: null));

        AssertCancelled(Assert.Single(await warehouse.LoadAsync(batch)));
    }

    private static StagedBatch Attempt(WarehouseUnderTest warehouse, int attempt) =>
        new BatchBuilder(warehouse.Folder) { Attempt = attempt, Lines = Tea }.Build();

    private static Task<bool> CancelAsync(WarehouseUnderTest warehouse, StagedBatch batch, int? attempt) => warehouse.Loads.CancelAsync(
        new CancelBatch { BatchId = batch.BatchId, Attempt = attempt, Actor = "ada", Reason = "Wrong file." },
        TestContext.Current.CancellationToken);

    private static void AssertCancelled(LoadOutcome outcome) =>
        Assert.Equal(FailureCodes.Cancelled, Assert.IsType<BatchRejectedException>(outcome.Fault).Code);
}
