using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>A client that dies at each step, and another that goes on with the same request.</summary>
public sealed class ContinuationTests
{
    [Theory]
    [InlineData(RequestKind.Submit, true)]
    [InlineData(RequestKind.Submit, false)]
    [InlineData(RequestKind.Status, false)]
    [InlineData(RequestKind.Partition, false)]
    internal async Task Who_comes_after_a_crash_gets_the_answer_and_nothing_runs_twice(RequestKind step, bool isSeen)
    {
        var executor = new MemoryExecutor();
        await using var server = await SqlApiServer.StartAsync(executor);
        server.PartitionRows = 2;
        await using var first = ApiClient.For(server, ("RetryFor", "00:00:00"));
        await using var second = ApiClient.For(server);
        var request = ApiClient.Request("select 5");
        if (isSeen)
            server.Faults.LoseAnswer(step);
        else
            server.Faults.Drop(step);

        await Assert.ThrowsAsync<SqlApiException>(() => first.Sql.RunAsync(request, TestContext.Current.CancellationToken));
        var result = Assert.Single(await second.Sql.RunAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal(5, result.Rows.Count);
        Assert.Equal(["select 5"], executor.Executed);
    }

    [Fact]
    public async Task A_transaction_whose_client_died_is_had_again_with_each_statements_result()
    {
        var executor = new MemoryExecutor();
        await using var server = await SqlApiServer.StartAsync(executor);
        await using var first = ApiClient.For(server, ("RetryFor", "00:00:00"));
        await using var second = ApiClient.For(server);
        var request = ApiClient.Request("BEGIN", "insert a", "insert b", "COMMIT");
        server.Faults.LoseAnswer(RequestKind.Submit);

        await Assert.ThrowsAsync<SqlApiException>(() => first.Sql.RunAsync(request, TestContext.Current.CancellationToken));
        var results = await second.Sql.RunAsync(request, TestContext.Current.CancellationToken);
        var again = await second.Sql.RunAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal([0, 1, 1, 0], results.Select(result => result.Inserted));
        Assert.Equal([0, 1, 1, 0], again.Select(result => result.Inserted));
        Assert.Equal(["a", "b"], executor.Rows);
    }

    [Fact]
    public async Task A_result_that_is_no_longer_kept_is_told_as_unknown()
    {
        var executor = new MemoryExecutor();
        await using var server = await SqlApiServer.StartAsync(executor);
        await using var client = ApiClient.For(server);
        var request = ApiClient.Request("insert a");
        await client.Sql.RunAsync(request, TestContext.Current.CancellationToken);
        server.ForgetResults();

        var fault = await Assert.ThrowsAsync<SqlApiException>(() => client.Sql.RunAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal((404, "000709", false), (fault.Status, fault.Code, fault.IsTransient));
        Assert.Contains("look before it is run again", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["a"], executor.Rows);
    }
}
