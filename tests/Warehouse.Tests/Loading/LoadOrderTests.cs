using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Loading;

/// <summary>Three batches disagree about the same rows: the end does not depend on who came first, or with whom.</summary>
public abstract class LoadOrderTests(EngineKind engine) : EngineSuite(engine)
{
    public static TheoryData<int, int, int> Orders => new()
    {
        { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task All_load_orders_end_in_the_same_warehouse(int first, int second, int third)
    {
        using var warehouse = Open();
        var batches = Disagreeing(warehouse);

        await warehouse.LoadOneByOneAsync(batches[first], batches[second], batches[third]);

        await AssertSameAsInOrder(warehouse);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task A_group_ends_in_the_same_warehouse_as_its_batches_one_by_one(int first, int second, int third)
    {
        using var warehouse = Open();
        var batches = Disagreeing(warehouse);

        var outcomes = await warehouse.LoadAsync(batches[first], batches[second], batches[third]);

        Assert.All(outcomes, outcome => Assert.Null(outcome.Fault));
        await AssertSameAsInOrder(warehouse);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task A_group_after_a_single_load_ends_in_the_same_warehouse(int first, int second, int third)
    {
        using var warehouse = Open();
        var batches = Disagreeing(warehouse);

        await warehouse.LoadAsync(batches[first]);
        await warehouse.LoadAsync(batches[second], batches[third]);

        await AssertSameAsInOrder(warehouse);
    }

    private async Task AssertSameAsInOrder(WarehouseUnderTest warehouse)
    {
        using var expected = Open();
        await expected.LoadOneByOneAsync(Disagreeing(expected));
        Assert.Equal(["1|tea|1.0000", "2|tea|22.0000", "3|tea|300.0000", "4|tea|4.0000", "5|tea|55.0000"],
            expected.Rows("select order_id, item_id, amount from order_lines order by order_id"));
        Assert.Equal(expected.CurrentRows(), warehouse.CurrentRows());
        Assert.Equal(Versions(expected), Versions(warehouse));
        Assert.Equal("5+6=11 true", warehouse.Balance());
    }

    /// <summary>Every version that was accepted, current or not.</summary>
    private static List<string> Versions(WarehouseUnderTest warehouse) => warehouse.Rows(
        "select order_id, amount, landed_at, batch_id from (select * from order_lines union all by name select * from order_line_history) order by all");

    private static StagedBatch[] Disagreeing(WarehouseUnderTest warehouse) =>
    [
        new BatchBuilder(warehouse.Folder)
        {
            Name = "a",
            Landed = 1,
            Lines = [new Line("1", "tea", 1), new Line("2", "tea", 2), new Line("3", "tea", 3), new Line("4", "tea", 4)],
        }.Build(),
        new BatchBuilder(warehouse.Folder)
        {
            Name = "b",
            Landed = 2,
            Lines = [new Line("2", "tea", 22), new Line("3", "tea", 33), new Line("4", "tea", 40), new Line("5", "tea", 5)],
        }.Build(),
        new BatchBuilder(warehouse.Folder)
        {
            Name = "c",
            Landed = 3,
            Lines = [new Line("3", "tea", 300), new Line("4", "tea", 4), new Line("5", "tea", 55)],
        }.Build(),
    ];
}
