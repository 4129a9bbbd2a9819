using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Loading;

public abstract class MergeTests(EngineKind engine) : EngineSuite(engine)
{
    [Fact]
    public async Task New_keys_are_inserted_with_all_their_columns()
    {
        using var warehouse = Open();
        var batch = new BatchBuilder(warehouse.Folder)
        {
            Lines = [new Line("1", "tea", 12.5m) { ItemName = "Tea", Customer = "C7", Extra = "{\"note\":\"x\"}" }, new Line("1", "jam", 3)],
        }.Build();

        var outcome = Assert.Single(await warehouse.LoadAsync(batch));

        Assert.Equal("2 0 0 0", Terms(outcome));
        Assert.Equal(
            $"orders|1|S1|tea|Tea|1.0000|12.5000|12.5000|USD|C7|03/01/2026 10:00:00|False|raw/orders/orders.csv|{batch.BatchId}|03/02/2026 00:00:00|{{\"note\":\"x\"}}||1",
            warehouse.Value("select * exclude (row_key) from order_lines where item_id = 'tea'"));
        Assert.Equal("2+0=2 true", warehouse.Balance());
    }

    [Fact]
    public async Task A_later_batch_updates_what_differs_advances_what_repeats_and_inserts_the_rest()
    {
        using var warehouse = Open();
        var first = new BatchBuilder(warehouse.Folder) { Name = "a", Lines = [new Line("1", "tea", 1), new Line("1", "jam", 2)] }.Build();
        var second = new BatchBuilder(warehouse.Folder)
        {
            Name = "b",
            Landed = 1,
            Lines = [new Line("1", "tea", 10), new Line("1", "jam", 2), new Line("2", "tea", 3)],
        }.Build();

        var outcomes = await warehouse.LoadOneByOneAsync(first, second);

        Assert.Equal("1 1 1 0", Terms(outcomes[1]));
        Assert.Equal(["jam|2.0000|raw/orders/b", "tea|10.0000|raw/orders/b", "tea|3.0000|raw/orders/b"],
            warehouse.Rows("select item_id, amount, source_object from order_lines order by order_id, item_id"));
        Assert.Equal([$"jam|2.0000|repeated|{second.BatchId}", $"tea|1.0000|replaced|{second.BatchId}"],
            warehouse.Rows("select item_id, amount, reason, replaced_by from order_line_history order by item_id"));
        Assert.Equal("3+2=5 true", warehouse.Balance());
    }

    [Fact]
    public async Task An_earlier_batch_that_comes_late_is_superseded()
    {
        using var warehouse = Open();
        var late = new BatchBuilder(warehouse.Folder) { Name = "a", Lines = [new Line("1", "tea", 1)] }.Build();
        var current = new BatchBuilder(warehouse.Folder) { Name = "b", Landed = 1, Lines = [new Line("1", "tea", 10)] }.Build();

        var outcomes = await warehouse.LoadOneByOneAsync(current, late);

        Assert.Equal("0 0 0 1", Terms(outcomes[1]));
        Assert.Equal("10.0000", warehouse.Value("select amount from order_lines"));
        Assert.Equal($"1.0000|superseded|{current.BatchId}", warehouse.Value("select amount, reason, replaced_by from order_line_history"));
    }

    [Theory]
    [InlineData("", "0001")]
    [InlineData("0001", "0002")]
    [InlineData("00FF", "0100")]
    public async Task Landings_of_one_second_are_ordered_by_the_sequencer(string earlier, string later)
    {
        using var warehouse = Open();
        var first = new BatchBuilder(warehouse.Folder) { Name = "a", Sequencer = earlier, Lines = [new Line("1", "tea", 1)] }.Build();
        var second = new BatchBuilder(warehouse.Folder) { Name = "b", Sequencer = later, Lines = [new Line("1", "tea", 2)] }.Build();

        await warehouse.LoadOneByOneAsync(second, first);

        Assert.Equal("2.0000", warehouse.Value("select amount from order_lines"));
    }

    [Fact]
    public async Task A_missing_value_equals_a_missing_value_and_nothing_else()
    {
        using var warehouse = Open();
        var first = new BatchBuilder(warehouse.Folder) { Name = "a", Lines = [new Line("1", "tea", 1), new Line("2", "tea", 1)] }.Build();
        var second = new BatchBuilder(warehouse.Folder)
        {
            Name = "b",
            Landed = 1,
            Lines = [new Line("1", "tea", 1), new Line("2", "tea", 1) { Customer = "C" }],
        }.Build();

        var outcomes = await warehouse.LoadOneByOneAsync(first, second);

        Assert.Equal("0 1 1 0", Terms(outcomes[1]));
    }

    [Fact]
    public async Task A_batch_replayed_under_a_further_attempt_is_a_later_version_of_itself()
    {
        using var warehouse = Open();
        var builder = new BatchBuilder(warehouse.Folder) { Lines = [new Line("1", "tea", 1)] };
        var again = new BatchBuilder(warehouse.Folder) { Attempt = 2, Lines = [new Line("1", "tea", 5)] };

        var outcomes = await warehouse.LoadOneByOneAsync(builder.Build(), again.Build());

        Assert.Equal("0 1 0 0", Terms(outcomes[1]));
        Assert.Equal("5.0000|2", warehouse.Value("select amount, attempt from order_lines"));
        Assert.Equal("1+1=2 true", warehouse.Balance());
    }

    [Fact]
    public async Task A_batch_without_accepted_rows_is_loaded_and_recorded()
    {
        using var warehouse = Open();

        var outcome = Assert.Single(await warehouse.LoadAsync(new BatchBuilder(warehouse.Folder).Build()));

        Assert.Equal("0 0 0 0", Terms(outcome));
        Assert.Equal("1", warehouse.Value("select count(*) from load_history"));
    }

    private static string Terms(LoadOutcome outcome)
    {
        Assert.Null(outcome.Fault);
        var counts = outcome.Counts!;
        return $"{counts.Inserted} {counts.Updated} {counts.Unchanged} {counts.Superseded}";
    }
}
