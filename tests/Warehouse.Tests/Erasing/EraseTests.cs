using RetailBus.Contracts.Messages;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Erasing;

public abstract class EraseTests(EngineKind engine) : EngineSuite(engine)
{
    private static readonly Guid Erasure = new("0b8f7c3e-5a52-5f6e-9d0c-3c8c8f6b2a11");
    private static readonly Line[] First = [new("1", "tea", 1), new("1", "milk", 2), new("2", "tea", 3) { Customer = "C7" }];
    private static readonly Line[] Corrected = [new("1", "tea", 5), new("2", "tea", 4) { Customer = "C7" }, new("1", "tea", 9) { Store = "S2" }];

    [Fact]
    public async Task The_rows_of_an_order_go_from_the_current_rows_and_the_history_and_the_books_still_balance()
    {
        using var warehouse = await LoadedAsync();

        var erased = await EraseAsync(warehouse, new EraseWarehouseRows { Command = Command(), OrderId = "1", StoreId = "S1" });

        Assert.Equal((2L, 1L, 3L), (erased.Current, erased.History, erased.InPass));
        Assert.Equal(["1|S2", "2|S1"], warehouse.Rows("select order_id, store_id from order_lines order by order_id"));
        Assert.Equal("0", warehouse.Value("select count(*) from order_line_history where order_id = '1' and store_id = 'S1'"));
        Assert.Equal("2+1+3=6 true", Balance(warehouse));
    }

    [Fact]
    public async Task A_customers_rows_go_and_nobody_elses()
    {
        using var warehouse = await LoadedAsync();

        var erased = await EraseAsync(warehouse, new EraseWarehouseRows { Command = Command(), CustomerId = "C7" });

        Assert.Equal((1L, 1L), (erased.Current, erased.History));
        Assert.Equal("0", warehouse.Value("select count(*) from order_lines where customer_id = 'C7'"));
        Assert.Equal("3+1+2=6 true", Balance(warehouse));
    }

    [Fact]
    public async Task A_pass_that_comes_again_erases_nothing_and_answers_as_before()
    {
        using var warehouse = await LoadedAsync();
        var command = new EraseWarehouseRows { Command = Command(), OrderId = "2" };
        var first = await EraseAsync(warehouse, command);

        Assert.Equal(first, await EraseAsync(warehouse, command));

        var second = await EraseAsync(warehouse, command with { Command = Command() with { Pass = 2 } });
        Assert.Equal((first.Current, first.History, 0L), (second.Current, second.History, second.InPass));
        Assert.Equal("3+1+2=6 true", Balance(warehouse));
    }

    [Fact]
    public async Task A_crash_before_the_commit_leaves_everything_as_it_was()
    {
        using var warehouse = await LoadedAsync();
        warehouse.BeforeCommit = () => throw new IOException("the power went");

        await Assert.ThrowsAsync<IOException>(() => EraseAsync(warehouse, new EraseWarehouseRows { Command = Command(), OrderId = "1" }));

        Assert.Equal("4+2+0=6 true", Balance(warehouse));
    }

    [Fact]
    public async Task A_dry_run_counts_and_changes_nothing()
    {
        using var warehouse = await LoadedAsync();

        var counted = await EraseAsync(
            warehouse, new EraseWarehouseRows { Command = Command() with { DryRun = true }, OrderId = "1", StoreId = "S1" });

        Assert.Equal((2L, 1L), (counted.Current, counted.History));
        Assert.Equal("4+2+0=6 true", Balance(warehouse));
    }

    [Fact]
    public async Task A_load_that_was_staged_before_an_erasure_does_not_bring_the_rows_back()
    {
        using var warehouse = await LoadedAsync();
        var staged = new BatchBuilder(warehouse.Folder) { Lines = [new("1", "milk", 7)], Name = "late.csv", Landed = 9 }.Build() with
        {
            Erasures = await warehouse.Loads.CountErasuresAsync("orders", TestContext.Current.CancellationToken),
        };
        await EraseAsync(warehouse, new EraseWarehouseRows { Command = Command(), OrderId = "1" });

        var refused = Assert.Single(await warehouse.LoadAsync(staged));

        Assert.IsType<ErasedMeanwhileException>(refused.Fault);
        Assert.Equal("0", warehouse.Value("select count(*) from order_lines where order_id = '1'"));
        var erasures = await warehouse.Loads.CountErasuresAsync("orders", TestContext.Current.CancellationToken);
        var again = Assert.Single(await warehouse.LoadAsync(staged with { Erasures = erasures }));
        Assert.Equal(1, again.Counts?.Inserted);
    }

    [Fact]
    public async Task A_dry_run_and_an_erasure_of_another_dataset_hold_no_load_up()
    {
        using var warehouse = await LoadedAsync();
        await EraseAsync(warehouse, new EraseWarehouseRows { Command = Command() with { DryRun = true }, OrderId = "1" });
        await EraseAsync(warehouse, new EraseWarehouseRows { Command = Command() with { Dataset = "online-retail" }, OrderId = "1" });

        var loaded = Assert.Single(await warehouse.LoadAsync(
            new BatchBuilder(warehouse.Folder) { Lines = [new("8", "milk", 7)], Name = "late.csv", Landed = 9 }.Build()));

        Assert.Equal(1, loaded.Counts?.Inserted);
    }

    [Fact]
    public async Task An_erasure_without_order_and_customer_is_refused()
    {
        using var warehouse = await LoadedAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => EraseAsync(warehouse, new EraseWarehouseRows { Command = Command(), StoreId = "S1" }));
    }

    private async Task<WarehouseUnderTest> LoadedAsync()
    {
        var warehouse = Open();
        await warehouse.LoadOneByOneAsync(
            new BatchBuilder(warehouse.Folder) { Lines = First }.Build(),
            new BatchBuilder(warehouse.Folder) { Lines = Corrected, Name = "later.csv", Landed = 5 }.Build());
        Assert.Equal("4+2+0=6 true", Balance(warehouse));
        return warehouse;
    }

    private static Task<WarehouseRowsErased> EraseAsync(WarehouseUnderTest warehouse, EraseWarehouseRows command) =>
        warehouse.Erasable.EraseAsync(command, TestContext.Current.CancellationToken);

    private static EraseRows Command() => new() { ErasureId = Erasure, Dataset = "orders", Key = "", Actor = "ana", Reason = "ticket 1" };

    private static string Balance(WarehouseUnderTest warehouse) => warehouse.Value(
        "select concat_ws('+', current_rows, history_rows, erased_rows) || '=' || accepted_rows || ' ' || balanced from warehouse_balance");
}
