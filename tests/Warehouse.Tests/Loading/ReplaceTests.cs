using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Loading;

/// <summary>A slot's new content retracts what it no longer has.</summary>
public abstract class ReplaceTests(EngineKind engine) : EngineSuite(engine)
{
    [Fact]
    public async Task A_corrected_file_retracts_the_rows_that_it_no_longer_has()
    {
        using var warehouse = Open();
        var first = Content(warehouse, "a", 1, new Line("1", "tea", 1), new Line("2", "tea", 2), new Line("3", "tea", 3));
        var corrected = Content(warehouse, "a", 2, new Line("1", "tea", 1), new Line("2", "tea", 20));

        var outcomes = await warehouse.LoadOneByOneAsync(first, corrected);

        Assert.Equal("0 1 1 0 1", Terms(outcomes[1]));
        Assert.Equal(["1|1.0000", "2|20.0000"], warehouse.Rows("select order_id, amount from order_lines order by order_id"));
        Assert.Equal(
            [$"1|repeated|{corrected.BatchId}", $"2|replaced|{corrected.BatchId}", $"3|retracted|{corrected.BatchId}"],
            warehouse.Rows("select order_id, reason, replaced_by from order_line_history order by order_id"));
        Assert.Equal("2+3=5 true", warehouse.Balance());
    }

    [Fact]
    public async Task A_retracted_row_that_another_slot_has_becomes_current_in_that_slots_version()
    {
        using var warehouse = Open();
        var other = Content(warehouse, "b", 1, new Line("1", "tea", 10));
        var first = Content(warehouse, "a", 2, new Line("1", "tea", 11), new Line("2", "tea", 2));
        var corrected = Content(warehouse, "a", 3, new Line("2", "tea", 2));

        var outcomes = await warehouse.LoadOneByOneAsync(other, first, corrected);

        Assert.Equal("0 0 1 0 1", Terms(outcomes[2]));
        Assert.Equal(["1|10.0000|raw/orders/b", "2|2.0000|raw/orders/a"],
            warehouse.Rows("select order_id, amount, source_object from order_lines order by order_id"));
        Assert.Equal("2+2=4 true", warehouse.Balance());
    }

    [Fact]
    public async Task An_older_content_that_comes_late_leaves_nothing_current()
    {
        using var warehouse = Open();
        var late = Content(warehouse, "a", 1, new Line("1", "tea", 1), new Line("2", "tea", 2));
        var newer = Content(warehouse, "a", 2, new Line("1", "tea", 1));

        var outcomes = await warehouse.LoadOneByOneAsync(newer, late);

        Assert.Equal("0 0 0 2 0", Terms(outcomes[1]));
        Assert.Equal($"1|{newer.BatchId}", warehouse.Value("select order_id, batch_id from order_lines"));
        Assert.Equal([$"1|superseded|{newer.BatchId}", $"2|superseded|{newer.BatchId}"],
            warehouse.Rows("select order_id, reason, replaced_by from order_line_history order by order_id"));
        Assert.Equal("1+2=3 true", warehouse.Balance());
    }

    [Fact]
    public async Task A_late_content_that_brings_a_key_twice_or_too_few_rows_is_not_loaded()
    {
        using var warehouse = Open();
        await warehouse.LoadAsync(Content(warehouse, "a", 2, new Line("1", "tea", 1)));

        var outcomes = await warehouse.LoadOneByOneAsync(
            Content(warehouse, "a", 1, new Line("1", "tea", 1), new Line("1", "tea", 2)),
            new BatchBuilder(warehouse.Folder) { Name = "a", Landed = 0, OnReland = "replace", Lines = [new Line("1", "tea", 1)], Promised = 2 }.Build());

        Assert.Contains("2 of 2 rows share their key", outcomes[0].Fault?.Message, StringComparison.Ordinal);
        Assert.Contains("promises 2 rows, the files hold 1", outcomes[1].Fault?.Message, StringComparison.Ordinal);
        Assert.Equal("1+0=1 true", warehouse.Balance());
    }

    [Fact]
    public async Task A_late_file_that_is_no_Parquet_is_not_loaded()
    {
        using var warehouse = Open();
        await warehouse.LoadAsync(Content(warehouse, "a", 2, new Line("1", "tea", 1)));
        var late = Content(warehouse, "a", 1, new Line("1", "tea", 1));
        await File.WriteAllTextAsync(late.Locations[0], "not a Parquet file at all", TestContext.Current.CancellationToken);

        var outcome = Assert.Single(await warehouse.LoadAsync(late));

        Assert.Contains("can't be read as order lines", outcome.Fault?.Message, StringComparison.Ordinal);
        Assert.Equal("1+0=1 true", warehouse.Balance());
    }

    [Theory]
    [InlineData("merge")]
    [InlineData("replace")]
    public async Task A_replay_retracts_the_rows_that_it_no_longer_yields(string onReland)
    {
        using var warehouse = Open();
        var first = new BatchBuilder(warehouse.Folder) { OnReland = onReland, Lines = [new Line("1", "tea", 1), new Line("2", "tea", 2)] };
        var replayed = new BatchBuilder(warehouse.Folder) { OnReland = onReland, Attempt = 2, Lines = [new Line("2", "Tea", 2)] };

        var outcomes = await warehouse.LoadOneByOneAsync(first.Build(), replayed.Build());

        Assert.Equal("1 0 0 0 2", Terms(outcomes[1]));
        Assert.Equal("2|Tea|2", warehouse.Value("select order_id, item_id, attempt from order_lines"));
        Assert.Equal("1+2=3 true", warehouse.Balance());
    }

    [Fact]
    public async Task New_content_of_a_merged_slot_retracts_nothing()
    {
        using var warehouse = Open();
        var first = new BatchBuilder(warehouse.Folder) { Name = "a", Lines = [new Line("1", "tea", 1)] };
        var second = new BatchBuilder(warehouse.Folder) { Name = "a", Landed = 1, Lines = [new Line("2", "tea", 2)] };

        var outcomes = await warehouse.LoadOneByOneAsync(first.Build(), second.Build());

        Assert.Equal("1 0 0 0 0", Terms(outcomes[1]));
        Assert.Equal("2+0=2 true", warehouse.Balance());
    }

    [Fact]
    public async Task A_load_that_retracted_reports_it_again_when_it_is_delivered_again()
    {
        using var warehouse = Open();
        var corrected = Content(warehouse, "a", 2, new Line("2", "tea", 2));
        var outcomes = await warehouse.LoadOneByOneAsync(Content(warehouse, "a", 1, new Line("1", "tea", 1)), corrected, corrected);

        Assert.True(outcomes[2].WasLoaded);
        Assert.Equal("1 0 0 0 1", Terms(outcomes[2]));
        Assert.Equal(outcomes[1].Counts, outcomes[2].Counts);
    }

    private static StagedBatch Content(WarehouseUnderTest warehouse, string name, int landed, params Line[] lines) =>
        new BatchBuilder(warehouse.Folder) { Name = name, Landed = landed, OnReland = "replace", Lines = lines }.Build();

    private static string Terms(LoadOutcome outcome)
    {
        Assert.Null(outcome.Fault);
        var counts = outcome.Counts!;
        return $"{counts.Inserted} {counts.Updated} {counts.Unchanged} {counts.Superseded} {counts.Retracted}";
    }
}
