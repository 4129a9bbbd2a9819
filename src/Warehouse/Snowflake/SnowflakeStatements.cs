using RetailBus.Platform.Failures;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>Sends requests, and knows whether one is at work.</summary>
internal sealed class SnowflakeStatements(ISqlApi api, TimeProvider time)
{
    private long _done;
    private long _since;
    private int _underWay;

    /// <summary>
    /// Rises with each request that ended, and by one a second while one is at work: Snowflake ends each in its time, so that it can't
    /// rise for ever.
    /// </summary>
    public long Pulse
    {
        get
        {
            var since = Interlocked.Read(ref _since);
            var waited = Volatile.Read(ref _underWay) > 0 ? (long)time.GetElapsedTime(since).TotalSeconds : 0;
            return Interlocked.Read(ref _done) + waited;
        }
    }

    /// <summary>Several statements, without bindings.</summary>
    /// <returns>The result of the one that is wanted, counted from 0: what is not fetched can't be lost after the commit.</returns>
    public async Task<SqlResult> RunAsync(
        Guid requestId, IReadOnlyList<string> statements, int wanted, CancellationToken cancellationToken) => (await RunAsync(
        new SqlRequest { RequestId = requestId, Statements = statements, Wanted = [wanted] }, cancellationToken))[wanted];

    /// <summary>One statement with its values.</summary>
    public async Task<SqlResult> RunAsync(Guid requestId, BoundSql sql, CancellationToken cancellationToken) => (await RunAsync(
        new SqlRequest { RequestId = requestId, Statements = [sql.Text], Bindings = sql.Bindings }, cancellationToken))[0];

    /// <exception cref="HttpRequestException">The account did not answer, or not now: the same may go well later.</exception>
    /// <exception cref="BatchRejectedException">The account does not take what it is asked for from this user.</exception>
    /// <exception cref="SqlApiException">A statement failed.</exception>
    public async Task<IReadOnlyList<SqlResult>> RunAsync(SqlRequest request, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _underWay) == 1)
            Interlocked.Exchange(ref _since, time.GetTimestamp());
        try
        {
            return await api.RunAsync(request, cancellationToken);
        }
        catch (SqlApiException e) when (Refusal.In(e) is null && SnowflakeFaults.OfAccount(e) is { } fault)
        {
            throw fault;
        }
        finally
        {
            Interlocked.Add(ref _done, 1 + (long)time.GetElapsedTime(Interlocked.Read(ref _since)).TotalSeconds);
            Interlocked.Decrement(ref _underWay);
        }
    }
}
