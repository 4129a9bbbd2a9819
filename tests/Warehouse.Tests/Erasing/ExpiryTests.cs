using RetailBus.Warehouse.Erasing;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Erasing;

public abstract class ExpiryTests(EngineKind engine) : EngineSuite(engine)
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(RowExpiry.Warehouse, 1, "2+1+1=4 true")]
    [InlineData(RowExpiry.History, 1, "3+0+1=4 true")]
    public async Task Rows_that_landed_before_the_time_go_once_and_the_books_balance(string zone, long rows, string balance)
    {
        using var warehouse = await LoadedAsync();

        Assert.Equal(rows, await ExpireAsync(warehouse, Expiry(zone)));

        Assert.Equal(balance, Balance(warehouse));
        Assert.Equal(rows, await ExpireAsync(warehouse, Expiry(zone)));
        Assert.Equal(0, await ExpireAsync(warehouse, Expiry(zone) with { SweepId = Guid.NewGuid() }));
        Assert.Equal(balance, Balance(warehouse));
    }

    [Fact]
    public async Task What_an_active_load_claims_stays_in_the_history_until_it_is_too_old_to_be_current()
    {
        using var warehouse = Open();
        await warehouse.LoadOneByOneAsync(
            Content(warehouse, "a", 1, new Line("1", "tea", 5)),
            Content(warehouse, "b", 2, new Line("1", "tea", 5), new Line("2", "tea", 1)),
            Content(warehouse, "b", 3, new Line("1", "tea", 5), new Line("2", "tea", 2)));
        Assert.Equal(
            ["1|raw/orders/a", "1|raw/orders/b", "2|raw/orders/b"],
            warehouse.Rows("select order_id, source_object from order_line_history order by all"));
        var expiry = Expiry(RowExpiry.History) with { CurrentCutOff = null };

        Assert.Equal(2, await ExpireAsync(warehouse, expiry with { DryRun = true }));
        Assert.Equal(2, await ExpireAsync(warehouse, expiry));

        Assert.Equal("1|raw/orders/a", warehouse.Value("select order_id, source_object from order_line_history"));
        await warehouse.LoadOneByOneAsync(Content(warehouse, "b", 4, new Line("2", "tea", 2)));
        Assert.Equal(
            ["1|raw/orders/a", "2|raw/orders/b"], warehouse.Rows("select order_id, source_object from order_lines order by all"));
        Assert.EndsWith(" true", Balance(warehouse), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    public async Task A_claim_goes_when_it_is_older_than_both_rules(int currentFrom, int expired)
    {
        using var warehouse = Open();
        await warehouse.LoadOneByOneAsync(
            Content(warehouse, "a", 1, new Line("1", "tea", 5)), Content(warehouse, "b", 2, new Line("1", "tea", 5)));

        var expiry = Expiry(RowExpiry.History) with { CurrentCutOff = Begin.AddSeconds(currentFrom) };

        Assert.Equal(expired, await ExpireAsync(warehouse, expiry));
    }

    [Fact]
    public async Task What_lands_later_and_other_datasets_stay()
    {
        using var warehouse = await LoadedAsync();

        Assert.Equal(0, await ExpireAsync(warehouse, Expiry(RowExpiry.Warehouse) with { CutOff = Begin }));
        Assert.Equal(0, await ExpireAsync(warehouse, Expiry(RowExpiry.Warehouse) with { Dataset = "online-retail" }));

        Assert.Equal("3+1+0=4 true", Balance(warehouse));
    }

    [Fact]
    public async Task A_dry_run_counts_and_changes_nothing()
    {
        using var warehouse = await LoadedAsync();

        Assert.Equal(1, await ExpireAsync(warehouse, Expiry(RowExpiry.Warehouse) with { DryRun = true }));

        Assert.Equal("3+1+0=4 true", Balance(warehouse));
    }

    [Fact]
    public async Task A_crash_before_the_commit_leaves_everything_and_the_sweep_comes_again()
    {
        using var warehouse = await LoadedAsync();
        warehouse.BeforeCommit = () => throw new IOException("the power went");
        await Assert.ThrowsAsync<IOException>(() => ExpireAsync(warehouse, Expiry(RowExpiry.History)));
        Assert.Equal("3+1+0=4 true", Balance(warehouse));

        warehouse.BeforeCommit = () => { };

        Assert.Equal(1, await ExpireAsync(warehouse, Expiry(RowExpiry.History)));
    }

    [Fact]
    public async Task An_expired_batch_that_is_replayed_is_loaded_and_expires_with_the_next_sweep()
    {
        using var warehouse = await LoadedAsync();
        await ExpireAsync(warehouse, Expiry(RowExpiry.Warehouse));

        await warehouse.LoadOneByOneAsync(First(warehouse, attempt: 2));

        Assert.Equal("3+2+1=6 true", Balance(warehouse));
        Assert.Equal(1, await ExpireAsync(warehouse, Expiry(RowExpiry.Warehouse) with { SweepId = Guid.NewGuid() }));
        Assert.Equal("2+2+2=6 true", Balance(warehouse));
    }

    private async Task<WarehouseUnderTest> LoadedAsync()
    {
        var warehouse = Open();
        await warehouse.LoadOneByOneAsync(
            First(warehouse, attempt: 1),
            new BatchBuilder(warehouse.Folder) { Lines = [new("1", "tea", 5), new("3", "tea", 4)], Name = "later.csv", Landed = 5 }.Build());
        Assert.Equal("3+1+0=4 true", Balance(warehouse));
        return warehouse;
    }

    private static Warehouse.Loading.StagedBatch First(WarehouseUnderTest warehouse, int attempt) =>
        new BatchBuilder(warehouse.Folder) { Lines = [new("1", "tea", 1), new("2", "tea", 3)], Attempt = attempt }.Build();

    private static Warehouse.Loading.StagedBatch Content(WarehouseUnderTest warehouse, string name, int landed, params Line[] lines) =>
        new BatchBuilder(warehouse.Folder) { Name = name, Landed = landed, OnReland = "replace", Lines = lines }.Build();

    private static RowExpiry Expiry(string zone) => new()
    {
        SweepId = new Guid("7f3e1a52-5a52-5f6e-9d0c-3c8c8f6b2a11"),
        Dataset = "orders",
        Zone = zone,
        CutOff = Begin.AddSeconds(5),
        CurrentCutOff = Begin.AddSeconds(5),
        Actor = "retention",
        Reason = "contract",
    };

    private static Task<long> ExpireAsync(WarehouseUnderTest warehouse, RowExpiry expiry) =>
        warehouse.Erasable.ExpireAsync(expiry, TestContext.Current.CancellationToken);

    private static string Balance(WarehouseUnderTest warehouse) => warehouse.Value(
        "select concat_ws('+', current_rows, history_rows, expired_rows) || '=' || accepted_rows || ' ' || balanced from warehouse_balance");
}
