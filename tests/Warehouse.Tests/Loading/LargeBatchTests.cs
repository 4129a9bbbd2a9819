using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Loading;

/// <summary>Large groups go straight to the fact table, but for the rows whose keys may be there.</summary>
public sealed class LargeBatchTests
{
    [Fact]
    public async Task Large_batches_that_overlap_end_as_small_ones_do()
    {
        using var warehouse = new TestWarehouse();
        var first = Build(warehouse, "a", 1, "i as amount from range(0, 60000) t(i)");
        var second = Build(warehouse, "b", 2, "case when i < 59000 then i else i + 1 end as amount from range(58000, 118000) t(i)");
        var late = Build(warehouse, "c", 0, "-1 as amount from range(117000, 177000) t(i)");

        var outcomes = await warehouse.LoadOneByOneAsync(first, second, late);

        Assert.Equal(["60000 0 0 0", "58000 1000 1000 0", "59000 0 0 1000"],
            outcomes.Select(o => $"{o.Counts!.Inserted} {o.Counts.Updated} {o.Counts.Unchanged} {o.Counts.Superseded}"));
        Assert.Equal("177000+3000=180000 true", warehouse.Balance());
        Assert.Equal("177000", warehouse.Value("select count(distinct row_key) from order_lines"));
    }

    [Fact]
    public async Task Large_batches_of_one_group_that_overlap_end_as_one_by_one()
    {
        using var warehouse = new TestWarehouse();

        var outcomes = await warehouse.LoadAsync(
            Build(warehouse, "b", 2, "2 as amount from range(30000, 90000) t(i)"),
            Build(warehouse, "a", 1, "1 as amount from range(0, 60000) t(i)"));

        Assert.Equal([30_000L, 60_000L], outcomes.Select(o => o.Counts!.Inserted));
        Assert.Equal(30_000, outcomes[0].Counts!.Updated);
        Assert.Equal("90000+30000=120000 true", warehouse.Balance());
        Assert.Equal("60000", warehouse.Value("select count(*) from order_lines where amount = 2"));
    }

    [Fact]
    public async Task A_large_batch_that_brings_a_key_twice_or_too_few_rows_is_not_loaded()
    {
        using var warehouse = new TestWarehouse();
        var twice = Build(warehouse, "a", 1, "1 as amount from (from range(60000) union all from range(1)) t(i)");
        var few = new BatchBuilder(warehouse.Folder) { Name = "b", Select = Rows("1 as amount from range(60000) t(i)"), Promised = 60_001 }.Build();

        var outcomes = await warehouse.LoadOneByOneAsync(twice, few);

        Assert.All(outcomes, outcome => Assert.NotNull(outcome.Fault));
        Assert.Equal("0+0=0 true", warehouse.Balance());
    }

    private static Warehouse.Loading.StagedBatch Build(TestWarehouse warehouse, string name, int landed, string amounts) =>
        new BatchBuilder(warehouse.Folder) { Name = name, Landed = landed, Select = Rows(amounts) }.Build();

    private static string Rows(string amounts) =>
        "select * replace (amount::decimal(18,4) as amount) from (select 'orders' as dataset, 'o' || i as order_id, 's' as store_id, 'tea' as item_id, "
        + "null::varchar as item_name, 1::decimal(18,4) as quantity, 1::decimal(18,4) as unit_price, 'USD' as currency, null::varchar as customer_id, "
        + $"timestamp '2026-01-01' as ordered_at, false as is_return, md5(i::varchar)::uuid as row_key, null::varchar as extra, {amounts})";
}
