using Microsoft.Extensions.Options;
using RetailBus.Warehouse.Serving;
using RetailBus.Warehouse.Snowflake;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Snowflake;

/// <summary>A free query is one SELECT of the reader role, with a limit of rows.</summary>
public sealed class QueryTests
{
    public static TheoryData<string> Allowed =>
    [
        "select 1",
        "select count(*) from core.order_lines;",
        "/* a comment; with; semicolons */ select ';', 'it''s', \"a;b\" from (select 1 as \"a;b\") -- and; another",
        "with tea as (select * from order_lines where item_id = 'tea') select count(*) from tea",
        "select 'insert into x; drop table y', 'a\\'b'",
        "select \"update\" from (select 1 as \"update\")",
        "select at, before, 'at (x)' from (select 1 as at, 2 as before)",
    ];

    public static TheoryData<string> Refused =>
    [
        "", ";", "delete from core.order_lines", "select 1; select 2", "select 1;;", "insert into core.order_lines select 1",
        "with x as (select 1) insert into y select * from x", "merge into a using b on 1 = 1 when matched then delete", "copy into a from @b",
        "select * from @staging.processed", "select $1 from x", "list @staging.processed", "call system$wait(1)", "select system$wait(1)",
        "select SYSTEM$TYPEOF(1)", "begin", "use role RETAILBUS_LOADER", "execute immediate 'select 1'", "create table x (a int)",
        "drop table core.order_lines", "grant role RETAILBUS_LOADER to user x", "select * from table(result_scan(last_query_id()))",
        "select * from identifier('core.dataset_locks')", "select * from information_schema.tables", "select * from snowflake.account_usage.users",
        "select 'a", "select /* 1", "select \"a", "select ?", "select 1 /* */ ; /* */ drop table x", "-- only a comment", "select 1\0",
        "select * from core.order_lines at (offset => -3600)", "select * from \"CORE\".\"ORDER_LINES\"BEFORE(statement => 'x')",
        "select * from order_lines changes/**/(information => default) at(offset => -1)",
        "/* */ /**/ truncate table x", "select $$ ; $$ ; drop table x", "select 'a\\'; drop table x; --'",
    ];

    [Theory]
    [MemberData(nameof(Allowed))]
    public void One_select_passes(string sql) => SelectText.Check(sql);

    [Theory]
    [MemberData(nameof(Refused))]
    public void Anything_else_is_refused_before_it_reaches_the_account(string sql)
    {
        if (sql.StartsWith("select 'a\\'", StringComparison.Ordinal))
            SelectText.Check(sql); // all of it is one text
        else
            Assert.Throws<QueryRefusedException>(() => SelectText.Check(sql));
    }

    [Fact]
    public async Task A_query_runs_as_the_reader_with_its_limits()
    {
        using var warehouse = await LoadedAsync();
        using var reader = Reader(warehouse);

        var result = await reader.QueryAsync(
            new WarehouseQuery { Sql = "select order_id, amount, row_key from core.order_lines order by order_id", MaxRows = 2 },
            TestContext.Current.CancellationToken);

        Assert.True(result.Truncated);
        Assert.Equal(["1", 1m], result.Rows[0][..2]);
        Assert.Equal(["order_id", "amount", "row_key"], result.Columns.Select(column => column.Name));
        var request = warehouse.Api.Requests.Last();
        Assert.Equal(("RETAILBUS_READER", TimeSpan.FromSeconds(30), 2), (request.Role, request.Timeout, request.MaxRows));
    }

    [Theory]
    [InlineData("select nothing from core.order_lines", "failed in Snowflake")]
    [InlineData("select * from core.no_such_table", "not exist or not authorized")]
    public async Task A_query_that_the_account_refuses_says_why(string sql, string reason)
    {
        using var warehouse = await LoadedAsync();
        using var reader = Reader(warehouse);

        var refused = await Assert.ThrowsAsync<QueryRefusedException>(() =>
            reader.QueryAsync(new WarehouseQuery { Sql = sql, MaxRows = 2 }, TestContext.Current.CancellationToken));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_takes_or_holds_too_much_is_refused()
    {
        using var warehouse = await LoadedAsync();
        using var reader = Reader(warehouse, new WarehouseOptions { MaxQueryCharacters = 1000 });
        var large = new WarehouseQuery { Sql = "select repeat('x', 2000)", MaxRows = 1 };

        Assert.Contains(
            "larger than 1000", (await Assert.ThrowsAsync<QueryRefusedException>(() => reader.QueryAsync(large, Cancelled))).Message, StringComparison.Ordinal);
        warehouse.Api.Before = _ => throw new TimeoutException();
        Assert.Contains(
            "longer than 30 seconds",
            (await Assert.ThrowsAsync<QueryRefusedException>(() => reader.QueryAsync(large, Cancelled))).Message,
            StringComparison.Ordinal);
        await Assert.ThrowsAsync<QueryRefusedException>(() => reader.QueryAsync(large with { MaxRows = 0 }, Cancelled));
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static SnowflakeReader Reader(SnowflakeTestWarehouse warehouse, WarehouseOptions? options = null) =>
        new(warehouse.Api, "RETAILBUS_READER", Options.Create(options ?? new WarehouseOptions()), TimeProvider.System);

    private static async Task<SnowflakeTestWarehouse> LoadedAsync()
    {
        var warehouse = new SnowflakeTestWarehouse(new Dictionary<string, Func<string, string>>());
        Line[] lines = [new("1", "tea", 1), new("2", "tea", 2), new("3", "tea", 3)];
        await warehouse.LoadAsync(new BatchBuilder(warehouse.Folder) { Lines = lines }.Build());
        return warehouse;
    }
}
