using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>What goes right, and what the account refuses, against a server that follows the documented API.</summary>
public sealed class StatementTests
{
    [Fact]
    public async Task A_statement_is_looked_at_until_it_has_ended_and_gives_its_rows()
    {
        await using var server = await SqlApiServer.StartAsync(new MemoryExecutor());
        server.Looks = 3;
        await using var client = ApiClient.For(server);

        var result = Assert.Single(await client.RunAsync("select 3"));

        Assert.Equal(
            [new SqlColumn("N", "fixed", 38, 0, Nullable: false), new SqlColumn("NAME", "text", null, null, Nullable: true)], result.Columns);
        Assert.Equal([["0", null], ["1", "name 1"], ["2", null]], result.Rows);
        Assert.True(result.IsWhole);
        Assert.True(server.Requests.Count(request => request.Kind == RequestKind.Status) >= 4);
    }

    [Fact]
    public async Task Bound_values_arrive_as_the_account_reads_them()
    {
        await using var server = await SqlApiServer.StartAsync(new MemoryExecutor());
        await using var client = ApiClient.For(server);
        var instant = new DateTimeOffset(2026, 11, 23, 20, 15, 30, TimeSpan.FromHours(1)).AddTicks(1);

        var results = await client.Sql.RunAsync(
            ApiClient.Request("echo ?") with
            {
                Bindings =
                [
                    SqlBinding.Fixed(-12.5m), SqlBinding.Text("ü'; drop"), SqlBinding.Text(null), SqlBinding.Boolean(true), SqlBinding.Real(0.1),
                    SqlBinding.Date(new DateOnly(1970, 1, 3)), SqlBinding.Timestamp(instant), SqlBinding.Binary([1, 255]), SqlBinding.Fixed(null),
                    SqlBinding.Text("10th"),
                ],
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                ["FIXED", "-12.5"], ["TEXT", "ü'; drop"], ["TEXT", null], ["BOOLEAN", "true"], ["REAL", "0.1"],
                ["DATE", "172800000"], ["TIMESTAMP_NTZ", "1795461330000000100"], ["BINARY", "01FF"], ["FIXED", null], ["TEXT", "10th"],
            ],
            results[0].Rows);
    }

    [Theory]
    [InlineData(7, null, 7, true)]
    [InlineData(6, null, 6, true)]
    [InlineData(0, null, 0, true)]
    [InlineData(7, 7, 7, true)]
    [InlineData(7, 6, 6, false)]
    [InlineData(7, 3, 3, false)]
    [InlineData(7, 0, 0, false)]
    public async Task Rows_of_all_partitions_are_given_or_as_many_as_were_asked_for(int rows, int? asked, int given, bool isWhole)
    {
        await using var server = await SqlApiServer.StartAsync(new MemoryExecutor());
        server.PartitionRows = 3;
        await using var client = ApiClient.For(server);

        var result = Assert.Single(await client.Sql.RunAsync(
            ApiClient.Request($"select {rows}") with { MaxRows = asked }, TestContext.Current.CancellationToken));

        Assert.Equal(Enumerable.Range(0, given).Select(number => $"{number}"), result.Rows.Select(row => row[0]));
        Assert.Equal(isWhole, result.IsWhole);
        Assert.Equal(given == 0 ? 0 : (given - 1) / 3, server.Requests.Count(request => request.Kind == RequestKind.Partition));
    }

    [Fact]
    public async Task Several_statements_are_one_session_and_each_has_its_own_result()
    {
        var executor = new MemoryExecutor();
        await using var server = await SqlApiServer.StartAsync(executor);
        await using var client = ApiClient.For(server);

        var results = await client.RunAsync("BEGIN", "insert 'a;b'", "select 2", "COMMIT");

        Assert.Equal([0, 1, 0, 0], results.Select(result => result.Inserted));
        Assert.Equal(2, results[2].Rows.Count);
        Assert.Equal(["'a;b'"], executor.Rows);
    }

    [Fact]
    public async Task Of_several_statements_only_the_wanted_results_are_fetched()
    {
        await using var server = await SqlApiServer.StartAsync(new MemoryExecutor());
        server.Looks = 0;
        await using var client = ApiClient.For(server);

        var results = await client.Sql.RunAsync(
            ApiClient.Request("BEGIN", "insert a", "select 2", "COMMIT") with { Wanted = [2] }, TestContext.Current.CancellationToken);

        Assert.Equal([0, 0, 2, 0], results.Select(result => result.Rows.Count));
        Assert.Equal([false, false, true, false], results.Select(result => result.IsWhole));
        var handles = server.Requests.Where(request => request.Kind == RequestKind.Status).Select(request => request.Path).Distinct();
        Assert.Equal(2, handles.Count());
    }

    [Fact]
    public async Task A_transaction_that_fails_is_undone_and_the_statement_is_named()
    {
        var executor = new MemoryExecutor();
        await using var server = await SqlApiServer.StartAsync(executor);
        await using var client = ApiClient.For(server);

        var fault = await Assert.ThrowsAsync<SqlApiException>(
            () => client.RunAsync("BEGIN", "insert\na", "insert b", "fail 002003 02000 No such table\n-- is the 4th", "COMMIT"));

        Assert.Empty(executor.Rows);
        Assert.Equal((3, "100132", "P0000", 422, false), (fault.Statement, fault.Code, fault.SqlState, fault.Status, fault.IsTransient));
        Assert.StartsWith("Statement 4 of 5 failed in Snowflake (422, 100132/P0000).", fault.Message, StringComparison.Ordinal);
        Assert.Contains("No such table", fault.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("No such table", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Your statement 'x' was aborted because the number of waiters for this lock exceeds the 20 statements limit.", true)]
    [InlineData("SQL execution internal error: Processing aborted by error 300010:1", true)]
    [InlineData("Numeric value 'a' is not recognized", false)]
    public async Task Of_several_statements_the_message_tells_whether_later_may_help(string message, bool isTransient)
    {
        await using var server = await SqlApiServer.StartAsync(new MemoryExecutor());
        await using var client = ApiClient.For(server);

        var fault = await Assert.ThrowsAsync<SqlApiException>(
            () => client.RunAsync("select 1 -- SQL execution canceled", $"fail 000625 57014 {message}"));

        Assert.Equal((1, isTransient), (fault.Statement, fault.IsTransient));
    }

    [Fact]
    public async Task A_transaction_that_is_left_open_is_undone()
    {
        var executor = new MemoryExecutor();
        await using var server = await SqlApiServer.StartAsync(executor);
        await using var client = ApiClient.For(server);

        await client.RunAsync("BEGIN", "insert a");

        Assert.Empty(executor.Rows);
    }

    [Theory]
    [InlineData("fail 000604 57014", "000604", true)]
    [InlineData("fail 000625 57014", "000625", true)]
    [InlineData("fail 000603 XX000", "000603", true)]
    [InlineData("fail 000606 57P03", "000606", false)]
    [InlineData("fail 002003 02000", "002003", false)]
    [InlineData("fail 002043 02000", "002043", false)]
    [InlineData("fail 003001 42501", "003001", false)]
    [InlineData("BEGIN", "391911", false)]
    [InlineData("put file", "391911", false)]
    [InlineData("select 1; select 2", "000008", false)]
    public async Task A_statement_that_fails_tells_its_code_and_whether_later_may_help(string statement, string code, bool isTransient)
    {
        await using var server = await SqlApiServer.StartAsync(new MemoryExecutor());
        await using var client = ApiClient.For(server);

        var fault = await Assert.ThrowsAsync<SqlApiException>(() => client.RunAsync(statement));

        Assert.Equal((code, isTransient, 422), (fault.Code, fault.IsTransient, fault.Status));
        Assert.Null(fault.Statement);
    }

    [Fact]
    public async Task Values_are_not_bound_to_several_statements()
    {
        await using var server = await SqlApiServer.StartAsync(new MemoryExecutor());
        await using var client = ApiClient.For(server);

        await Assert.ThrowsAsync<ArgumentException>(() => client.Sql.RunAsync(
            ApiClient.Request("echo ?", "echo ?") with { Bindings = [SqlBinding.Fixed(1)] }, TestContext.Current.CancellationToken));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_reader_runs_as_its_role_on_its_warehouse()
    {
        await using var server = await SqlApiServer.StartAsync(new MemoryExecutor());
        await using var client = ApiClient.For(server, ("ReaderWarehouse", "READ_WH"), ("Schema", "SALES"));

        await client.RunAsync("select 1");
        await client.Sql.RunAsync(
            ApiClient.Request("select 1") with { Role = client.Options.ReaderRole, Timeout = TimeSpan.FromSeconds(7.5) },
            TestContext.Current.CancellationToken);

        var sent = server.Requests.Where(request => request.Kind == RequestKind.Submit).Select(request => request.Body).ToList();
        Assert.Equal(["RETAILBUS_LOADER", "RETAILBUS_READER"], sent.Select(body => body.GetProperty("role").GetString()));
        Assert.Equal(["RETAILBUS_LOAD_WH", "READ_WH"], sent.Select(body => body.GetProperty("warehouse").GetString()));
        Assert.Equal([900, 8], sent.Select(body => body.GetProperty("timeout").GetInt32()));
        Assert.All(sent, body => Assert.Equal("RETAILBUS", body.GetProperty("database").GetString()));
        Assert.All(sent, body => Assert.Equal("SALES", body.GetProperty("schema").GetString()));
    }
}
