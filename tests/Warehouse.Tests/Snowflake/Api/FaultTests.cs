using System.Diagnostics;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>What goes wrong between client and account.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData(RequestKind.Submit)]
    [InlineData(RequestKind.Status)]
    [InlineData(RequestKind.Partition)]
    internal async Task A_request_without_a_good_answer_is_sent_again_and_nothing_runs_twice(RequestKind kind)
    {
        var executor = new MemoryExecutor();
        await using var server = await SqlApiServer.StartAsync(executor);
        server.PartitionRows = 2;
        await using var client = ApiClient.For(server);
        server.Faults.Drop(kind);
        server.Faults.LoseAnswer(kind);
        server.Faults.CutAnswer(kind);
        server.Faults.Refuse(kind, 429, "390505");
        server.Faults.Refuse(kind, 500);
        server.Faults.Refuse(kind, 503);
        server.Faults.Refuse(kind, 504);

        var result = Assert.Single(await client.RunAsync("select 5"));

        Assert.Equal(["0", "1", "2", "3", "4"], result.Rows.Select(row => row[0]));
        Assert.Equal(["select 5"], executor.Executed);
        var submits = server.Requests.Where(request => request.Kind == RequestKind.Submit).Select(request => request.Query).ToList();
        Assert.Single(submits.Distinct());
        Assert.Contains("retry=true", submits[0], StringComparison.Ordinal);
        Assert.True(server.Requests.Count(request => request.Kind == kind) >= 8);
    }

    [Fact]
    public async Task A_busy_account_is_asked_again_when_it_said()
    {
        await using var server = await SqlApiServer.StartAsync(new MemoryExecutor());
        await using var client = ApiClient.For(server);
        server.Faults.Refuse(RequestKind.Submit, 429, retryAfterSeconds: 1);
        var started = Stopwatch.GetTimestamp();

        await client.RunAsync("select 1");

        Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(990));
    }

    [Fact]
    public async Task An_account_that_stays_busy_or_away_is_given_up_as_passing()
    {
        await using var server = await SqlApiServer.StartAsync(new MemoryExecutor());
        await using var client = ApiClient.For(server, ("RetryFor", "00:00:00"));
        server.Faults.Refuse(RequestKind.Submit, 429, "390505", retryAfterSeconds: 3600);
        var busy = await Assert.ThrowsAsync<SqlApiException>(() => client.RunAsync("select 1"));
        server.Faults.Drop(RequestKind.Submit);
        var away = await Assert.ThrowsAsync<SqlApiException>(() => client.RunAsync("select 1"));
        await using var nowhere = ApiClient.For(server, ("RetryFor", "00:00:00.1"), ("Host", "http://127.0.0.1:1"));
        var refused = await Assert.ThrowsAsync<SqlApiException>(() => nowhere.RunAsync("select 1"));

        Assert.Equal(("390505", 429, true, "Snowflake is busy (429, 390505)."), (busy.Code, busy.Status, busy.IsTransient, busy.Message));
        Assert.Equal((0, true), (away.Status, away.IsTransient));
        Assert.Equal((0, true, "Snowflake gave no answer (HttpRequestException)."), (refused.Status, refused.IsTransient, refused.Message));
    }

    [Fact]
    public async Task A_request_that_is_not_answered_in_time_is_sent_again()
    {
        var executor = new MemoryExecutor();
        await using var server = await SqlApiServer.StartAsync(executor);
        await using var client = ApiClient.For(server, ("RequestTimeout", "00:00:01"));
        server.Faults.Stall(RequestKind.Submit);

        await client.RunAsync("insert a");

        Assert.Equal(["a"], executor.Rows);
        Assert.Equal(2, server.Requests.Count(request => request.Kind == RequestKind.Submit));
    }

    [Fact]
    public async Task A_statement_that_takes_too_long_is_stopped_by_the_account()
    {
        await using var server = await SqlApiServer.StartAsync(new MemoryExecutor());
        await using var client = ApiClient.For(server);

        var fault = await Assert.ThrowsAsync<SqlApiException>(() => client.Sql.RunAsync(
            ApiClient.Request("wait") with { Timeout = TimeSpan.FromSeconds(1) }, TestContext.Current.CancellationToken));

        Assert.Equal(("000630", 408, true), (fault.Code, fault.Status, fault.IsTransient));
        Assert.Equal("The statement took longer than it may, and Snowflake stopped it (408, 000630/57014).", fault.Message);
    }

    [Fact]
    public async Task A_caller_that_gives_up_has_the_statement_stopped()
    {
        var executor = new MemoryExecutor();
        await using var server = await SqlApiServer.StartAsync(executor);
        await using var client = ApiClient.For(server);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var request = ApiClient.Request("BEGIN", "insert a", "wait", "COMMIT");
        var running = client.Sql.RunAsync(request, giveUp.Token);
        await UntilAsync(() => server.Requests.Any(sent => sent.Kind == RequestKind.Status));
        await executor.Waiting.Task.WaitAsync(TestContext.Current.CancellationToken);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        var again = await Assert.ThrowsAsync<SqlApiException>(() => client.Sql.RunAsync(request, TestContext.Current.CancellationToken));
        Assert.Equal(("000604", true), (again.Code, again.IsTransient));
        Assert.Empty(executor.Rows);
    }

    [Fact]
    public async Task A_cancel_that_fails_is_not_what_the_caller_hears_of()
    {
        var executor = new MemoryExecutor();
        await using var server = await SqlApiServer.StartAsync(executor);
        await using var client = ApiClient.For(server);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = client.Sql.RunAsync(ApiClient.Request("wait"), giveUp.Token);
        await UntilAsync(() => server.Requests.Any(sent => sent.Kind == RequestKind.Status));
        server.Faults.Drop(RequestKind.Cancel);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Contains(server.Requests, request => request.Kind == RequestKind.Cancel);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
    }
}
