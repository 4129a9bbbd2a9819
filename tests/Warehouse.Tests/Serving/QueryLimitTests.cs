using Microsoft.Extensions.Options;
using RetailBus.Warehouse.DuckDb;
using RetailBus.Warehouse.Serving;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Serving;

public sealed class QueryLimitTests
{
    private const string Endless = "select count(*) from range(1000000) a, range(1000000) b where hash(a.range, b.range) = 0";

    [Fact]
    public async Task Rows_beyond_the_limit_are_left_out_and_said_so()
    {
        using var warehouse = new TestWarehouse();
        using var reader = Reader(warehouse);

        var result = await reader.QueryAsync(Query("select * from range(1000)", 10), TestContext.Current.CancellationToken);

        Assert.Equal(10, result.Rows.Count);
        Assert.True(result.Truncated);
        Assert.False((await reader.QueryAsync(Query("select * from range(10)", 10), TestContext.Current.CancellationToken)).Truncated);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_001)]
    public async Task A_row_limit_out_of_range_is_refused(int maxRows)
    {
        using var warehouse = new TestWarehouse();
        using var reader = Reader(warehouse);

        await Assert.ThrowsAsync<QueryRefusedException>(() => reader.QueryAsync(Query("select 1", maxRows), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_query_that_takes_too_long_is_stopped()
    {
        using var warehouse = new TestWarehouse();
        warehouse.Options.QueryTimeout = TimeSpan.FromMilliseconds(200);
        using var reader = Reader(warehouse);

        var refused = await Assert.ThrowsAsync<QueryRefusedException>(() => reader.QueryAsync(Query(Endless, 1), TestContext.Current.CancellationToken));

        Assert.Equal("The query took longer than 0.2 seconds and was stopped.", refused.Message);
        Assert.Single((await reader.QueryAsync(Query("select 1", 1), TestContext.Current.CancellationToken)).Rows);
    }

    [Fact]
    public async Task A_query_whose_author_left_is_stopped()
    {
        using var warehouse = new TestWarehouse();
        using var reader = Reader(warehouse);
        using var left = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.QueryAsync(Query(Endless, 1), left.Token));
    }

    [Fact]
    public async Task A_query_that_needs_too_much_memory_is_refused_and_loads_go_on()
    {
        using var warehouse = new TestWarehouse(configure: options => (options.MemoryLimit, options.SpillLimit) = ("64MB", "1MB"));
        using var reader = Reader(warehouse);

        var refused = await Assert.ThrowsAsync<QueryRefusedException>(() => reader.QueryAsync(
            Query("select list(a.range) from range(100000000) a", 1), TestContext.Current.CancellationToken));

        Assert.Contains("memory", refused.Message, StringComparison.OrdinalIgnoreCase);
        var outcome = Assert.Single(await warehouse.LoadAsync(new BatchBuilder(warehouse.Folder) { Lines = [new Line("1", "tea", 1)] }.Build()));
        Assert.Null(outcome.Fault);
    }

    [Fact]
    public async Task A_result_with_too_many_characters_is_refused()
    {
        using var warehouse = new TestWarehouse();
        warehouse.Options.MaxQueryCharacters = 1000;
        using var reader = Reader(warehouse);

        var refused = await Assert.ThrowsAsync<QueryRefusedException>(
            () => reader.QueryAsync(Query("select repeat('x', 2000)", 1), TestContext.Current.CancellationToken));

        Assert.StartsWith("The result is larger than 1000 characters.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_sees_what_was_committed_while_a_load_is_under_way()
    {
        using var warehouse = new TestWarehouse();
        using var reader = Reader(warehouse);
        await warehouse.LoadAsync(new BatchBuilder(warehouse.Folder) { Name = "a", Lines = [new Line("1", "tea", 1)] }.Build());
        object? seen = null;
        warehouse.BeforeCommit = () =>
        {
            // the load's transaction is open on this thread: a query that waited for it would never return
            seen = reader.QueryAsync(Query("select sum(amount)::int from order_lines", 1), CancellationToken.None).GetAwaiter().GetResult().Rows[0][0];
        };

        await warehouse.LoadAsync(new BatchBuilder(warehouse.Folder) { Name = "b", Landed = 1, Lines = [new Line("2", "tea", 5)] }.Build());

        Assert.Equal(1, seen);
        Assert.Equal("6", warehouse.Value("select sum(amount)::int from order_lines"));
    }

    private static DuckDbReader Reader(TestWarehouse warehouse) => new(warehouse.File, Options.Create(warehouse.Options), TimeProvider.System);

    private static WarehouseQuery Query(string sql, int maxRows) => new() { Sql = sql, MaxRows = maxRows };
}
