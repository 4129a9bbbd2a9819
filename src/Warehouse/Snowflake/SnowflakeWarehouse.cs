using RetailBus.Contracts.Messages;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>The warehouse in a Snowflake account. Several services may write to it: whoever changes a dataset holds its lock row.</summary>
internal sealed partial class SnowflakeWarehouse : IWarehouse, IDisposable
{
    private readonly SnowflakeStatements _statements;
    private readonly SnowflakeSql _sql;
    private readonly TimeProvider _time;
    private readonly ILogger<SnowflakeWarehouse> _logger;
    private readonly Func<Guid> _newId;
    private readonly LoadHistory _history;
    private readonly GroupLoader _loader;
    private readonly SemaphoreSlim _turn = new(1);

    public SnowflakeWarehouse(
        ISqlApi api, SnowflakeSql sql, TimeProvider time, ILogger<SnowflakeWarehouse> logger, Func<Guid>? newId = null)
    {
        _statements = new SnowflakeStatements(api, time);
        _sql = sql;
        _time = time;
        _begun = time.GetUtcNow();
        _logger = logger;
        _newId = newId ?? Guid.NewGuid;
        _history = new LoadHistory(_statements, sql, _newId);
        _loader = new GroupLoader(_statements, sql, time, _newId, logger);
    }

    public long Pulse => _statements.Pulse;

    public void Dispose() => _turn.Dispose();

    public Task<IReadOnlyList<LoadOutcome>> LoadAsync(IReadOnlyList<StagedBatch> group, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(group);
        return InTurnAsync(
            async () =>
            {
                // a service that is never at rest sweeps as well
                if (_time.GetUtcNow() - (_swept ?? _begun) >= SweepEvery)
                    await SweepAsync(cancellationToken);
                return await LoadDatasetsAsync(group, cancellationToken);
            },
            cancellationToken);
    }

    public async Task<LoadOutcome?> FindAsync(LoadBatch command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var found = await _history.FindAsync([(command.BatchId, command.Attempt, command.Dataset, command.Manifest)], cancellationToken);
        return found[0].Outcome;
    }

    public Task<long> CountErasuresAsync(string dataset, CancellationToken cancellationToken) =>
        _history.CountErasuresAsync(dataset, cancellationToken);

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<IReadOnlyList<LoadOutcome>> LoadDatasetsAsync(IReadOnlyList<StagedBatch> group, CancellationToken cancellationToken)
    {
        var outcomes = new Dictionary<StagedBatch, LoadOutcome>(ReferenceEqualityComparer.Instance);
        var known = await LookUpAsync(group, outcomes, cancellationToken);
        var distinct = new GroupOfLoads([.. group.Where(batch => !outcomes.ContainsKey(batch))]);
        List<StagedBatch> pending = [];
        foreach (var batch in distinct.Leaders)
        {
            if (known[batch].Outcome is { } recorded)
                outcomes[batch] = recorded;
            else if (known[batch].Erasures != batch.Erasures)
                outcomes[batch] = LoadOutcome.Failed(new ErasedMeanwhileException(batch.Manifest.Dataset));
            else
                pending.Add(batch);
        }

        foreach (var dataset in pending.GroupBy(batch => batch.Manifest.Dataset, StringComparer.Ordinal))
        {
            foreach (var round in Slot.Rounds([.. dataset]))
                await LoadPendingAsync(round, outcomes, cancellationToken);
        }

        return [.. group.Select(batch => distinct.OutcomeOf(batch, outcomes))];
    }

    /// <summary>One look before anything is copied; the transaction looks again, under its lock.</summary>
    private async Task<Dictionary<StagedBatch, KnownLoad>> LookUpAsync(
        IReadOnlyList<StagedBatch> group, Dictionary<StagedBatch, LoadOutcome> outcomes, CancellationToken cancellationToken)
    {
        var found = await _history.FindAsync(group, cancellationToken);
        var known = new Dictionary<StagedBatch, KnownLoad>(ReferenceEqualityComparer.Instance);
        foreach (var (i, batch) in group.Index())
        {
            known[batch] = found[i];
            if (batch.Attempt <= found[i].CancelledUpTo)
                outcomes[batch] = found[i].Outcome ?? LoadOutcome.Failed(LoadRejections.Cancelled(batch.Manifest, batch.Attempt));
        }

        return known;
    }

    /// <summary>A load that is at fault goes out of the group; a group that fails without saying which is halved.</summary>
    private async Task LoadPendingAsync(
        List<StagedBatch> pending, Dictionary<StagedBatch, LoadOutcome> outcomes, CancellationToken cancellationToken)
    {
        while (pending.Count > 0)
        {
            try
            {
                var counts = await _loader.LoadAsync(pending, cancellationToken);
                var committedAt = _time.GetUtcNow();
                foreach (var (i, batch) in pending.Index())
                    outcomes[batch] = LoadOutcome.Loaded(counts[i], committedAt);
                return;
            }
            catch (BadLoadException e)
            {
                var bad = pending[e.Load];
                pending = [.. pending.Where(batch => !ReferenceEquals(batch, bad))];
                var resolved = (await ResolveAsync([bad], e.Fault, cancellationToken)).Single();
                outcomes[bad] = resolved.Fault is null ? resolved : await FailedAsync(resolved.Fault, bad, cancellationToken);
                SnowflakeLog.LoadLeftOut(_logger, pending.Count, e.Fault);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                await SettleAsync(pending, e, outcomes, cancellationToken);
                return;
            }
        }
    }

    /// <summary>The fault of a whole group: what was committed all the same is reported so, the rest is divided or has failed.</summary>
    private async Task SettleAsync(
        List<StagedBatch> pending, Exception fault, Dictionary<StagedBatch, LoadOutcome> outcomes, CancellationToken cancellationToken)
    {
        List<StagedBatch> left = [];
        foreach (var (batch, outcome) in pending.Zip(await ResolveAsync(pending, fault, cancellationToken)))
        {
            if (outcome.Fault is null)
                outcomes[batch] = outcome;
            else
                left.Add(batch);
        }

        if (left.Count > 1 && SnowflakeFaults.IsOfRows(fault))
        {
            SnowflakeLog.GroupDivided(_logger, left.Count, fault);
            await LoadPendingAsync(left[..(left.Count / 2)], outcomes, cancellationToken);
            await LoadPendingAsync(left[(left.Count / 2)..], outcomes, cancellationToken);
            return;
        }

        foreach (var batch in left)
            outcomes[batch] = await FailedAsync(fault, batch, cancellationToken);
    }

    /// <summary>
    /// Files that were changed since they were staged, by an erasure say, are no fault of theirs: the batch is to be staged again.
    /// </summary>
    private static async Task<LoadOutcome> FailedAsync(Exception fault, StagedBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            return SnowflakeFaults.IsOfFiles(fault) && !await batch.AreFilesUnchanged(cancellationToken)
                ? LoadOutcome.Failed(LoadRejections.FilesChanged(batch.Manifest, fault))
                : LoadOutcome.Failed(SnowflakeFaults.Describe(fault, batch));
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return LoadOutcome.Failed(e);
        }
    }

    /// <summary>An answer that was lost may have been that of the commit: the load history knows.</summary>
    private async Task<IEnumerable<LoadOutcome>> ResolveAsync(
        IReadOnlyList<StagedBatch> group, Exception fault, CancellationToken cancellationToken)
    {
        var failed = LoadOutcome.Failed(fault);
        if (fault is ErasedMeanwhileException || SnowflakeFaults.IsOwn(fault))
            return group.Select(_ => failed);
        try
        {
            return (await _history.FindAsync(group, cancellationToken)).Select(known => known.Outcome ?? failed);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            SnowflakeLog.NotLookedUp(_logger, e);
            return group.Select(_ => failed);
        }
    }
}
