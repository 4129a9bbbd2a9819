using System.Collections.Concurrent;
using RetailBus.Contracts.Batches;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>
/// Loads one group in three steps: its description, bound; the copy into the staging table; the transaction. A crash after any of them
/// leaves the warehouse as it was or loaded, and rows of an execution that nobody asks for any more.
/// </summary>
internal sealed class GroupLoader(
    SnowflakeStatements statements, SnowflakeSql sql, TimeProvider time, Func<Guid> newId, ILogger logger)
{
    private const string Engine = "snowflake";
    private static readonly string[] Staged = ["staged_lines", "loads"];
    private static readonly TimeSpan ClearTime = TimeSpan.FromMinutes(1);
    private readonly StagingCopy _copy = new(statements, sql);
    private readonly ConcurrentDictionary<string, bool> _locks = new(StringComparer.Ordinal);

    /// <param name="group">Loads of one dataset, of which no two are of one slot.</param>
    /// <param name="cancellationToken">Fires when the service stops; what the account does by then it may still do.</param>
    /// <returns>The loads' counts, in the group's order.</returns>
    /// <exception cref="BadLoadException">A load is at fault; nothing was loaded.</exception>
    public async Task<IReadOnlyList<LoadCounts>> LoadAsync(IReadOnlyList<StagedBatch> group, CancellationToken cancellationToken)
    {
        var ids = new RequestIds(group, newId());
        using var steps = new LoadSteps(group, time, Engine);
        try
        {
            await InAsync(steps, "check", "INSERT", _ => DescribeAsync(group, ids, cancellationToken));
            await InAsync(steps, "copy", "COPY", async step => step.Count(await CopyAsync(group, ids, cancellationToken)));
            IReadOnlyList<LoadCounts> counts = [];
            await InAsync(steps, "merge", "MERGE", async step =>
            {
                counts = await MergeAsync(group, ids, cancellationToken);
                step.Count(counts.Sum(load => load.Total));
            });
            return counts;
        }
        catch (Exception e) when (SnowflakeFaults.IsOver(e))
        {
            await ClearAsync(ids, cancellationToken);
            throw;
        }
    }

    /// <summary>What a refused group has staged is nobody's any more, and may be rows of people who were erased.</summary>
    private async Task ClearAsync(RequestIds ids, CancellationToken cancellationToken)
    {
        try
        {
            var clear = Staged.Select(table => sql.Statement("clear", ids.Group).Replace("{{table}}", table, StringComparison.Ordinal));
            await statements.RunAsync(
                new SqlRequest { RequestId = ids.Of("clear"), Statements = [.. clear], Wanted = [], Timeout = ClearTime }, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            SnowflakeLog.GroupNotCleared(logger, e);
        }
    }

    private async Task<long> CopyAsync(IReadOnlyList<StagedBatch> group, RequestIds ids, CancellationToken cancellationToken)
    {
        try
        {
            return await _copy.CopyAsync(group, ids, cancellationToken);
        }
        catch (SqlApiException e) when (SnowflakeFaults.IsOfRows(e))
        {
            throw new RowsAtFaultException(e);
        }
    }

    private async Task DescribeAsync(IReadOnlyList<StagedBatch> group, RequestIds ids, CancellationToken cancellationToken)
    {
        var dataset = group[0].Manifest.Dataset;
        if (!_locks.ContainsKey(dataset))
        {
            await statements.RunAsync(ids.Of("lock"), BoundSql.Of(sql.Statement("ensure_lock"), ("dataset", dataset)), cancellationToken);
            _locks[dataset] = true;
        }

        var document = LoadDescription.Of(group, ids.Group, time.GetUtcNow());
        await statements.RunAsync(
            ids.Of("describe"), BoundSql.Of(sql.Statement("describe_loads"), ("document", document)), cancellationToken);
    }

    private async Task<IReadOnlyList<LoadCounts>> MergeAsync(
        IReadOnlyList<StagedBatch> group, RequestIds ids, CancellationToken cancellationToken)
    {
        try
        {
            var transaction = GroupTransaction.Statements(sql, ids.Group, time.GetUtcNow());
            var result = await statements.RunAsync(ids.Of("load"), transaction, wanted: GroupTransaction.CountsAt, cancellationToken);
            var counts = result.Rows.Select(row => LoadHistory.Counts(row, from: 1)).ToList();
            return counts.Count == group.Count
                ? counts
                : throw new InvalidOperationException($"The load of {group.Count} batches answered with the counts of {counts.Count}.");
        }
        catch (Exception e) when (Refusal.In(e) is { } refusal && refusal.Load < group.Count)
        {
            if (refusal.Code == Refusal.Unlocked)
                _locks.TryRemove(group[0].Manifest.Dataset, out _);
            throw refusal.Code == Refusal.Loaded ? new BadLoadException(refusal.Load, e) : SnowflakeFaults.Describe(refusal, group);
        }
        catch (SqlApiException e) when (SnowflakeFaults.IsOfRows(e))
        {
            throw new RowsAtFaultException(e);
        }
    }

    private static async Task InAsync(LoadSteps steps, string name, string operation, Func<LoadSteps.Step, Task> work)
    {
        using var step = steps.Begin(name, operation);
        try
        {
            await work(step);
        }
        catch (Exception fault)
        {
            step.Fail(fault);
            throw;
        }
    }
}
