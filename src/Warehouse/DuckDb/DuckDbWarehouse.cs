using DuckDB.NET.Data;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Warehouse.Loading;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>The embedded warehouse: one DuckDB file, one writer.</summary>
internal sealed partial class DuckDbWarehouse : IWarehouse, IDisposable
{
    private const string Engine = "duckdb";

    /// <summary>A write-ahead log below this size is not worth folding into the file.</summary>
    private const long WorthFolding = 1024 * 1024;

    private readonly WarehouseFile _file;
    private DuckDBConnection _writer;
    private readonly MergeSql _sql;
    private readonly TimeProvider _time;
    private readonly ILogger<DuckDbWarehouse> _logger;
    private readonly SemaphoreSlim _turn = new(1);
    private KeyFilter? _filter;
    private long _pulse;

    public DuckDbWarehouse(WarehouseFile file, TimeProvider time, ILogger<DuckDbWarehouse> logger, MergeSql? sql = null)
    {
        _file = file;
        _time = time;
        _logger = logger;
        _sql = sql ?? new MergeSql();
        _writer = file.Connect();
    }

    internal LoadLimits Limits { get; init; } = new();

    /// <summary>Called before a transaction commits; a test stands in for a crash there.</summary>
    internal Action BeforeCommit { get; set; } = () => { };

    public long Pulse => Interlocked.Read(ref _pulse);

    public void Dispose()
    {
        _writer.Dispose();
        _turn.Dispose();
    }

    public Task<IReadOnlyList<LoadOutcome>> LoadAsync(IReadOnlyList<StagedBatch> group, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(group);
        return InTurnAsync(() => Load(group, cancellationToken), cancellationToken);
    }

    public Task<bool> CancelAsync(CancelBatch command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        return InTurnAsync(
            () => _writer.Execute(
                _sql.InsertCancellation,
                ("batch_id", command.BatchId),
                ("attempt", command.Attempt ?? int.MaxValue),
                ("actor", command.Actor),
                ("reason", command.Reason),
                ("at", _time.GetUtcNow().UtcDateTime)) > 0,
            cancellationToken);
    }

    public Task RestAsync(CancellationToken cancellationToken) => InTurnAsync(Rest, cancellationToken);

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return work();
        }
        finally
        {
            _turn.Release();
        }
    }

    private IReadOnlyList<LoadOutcome> Load(IReadOnlyList<StagedBatch> group, CancellationToken cancellationToken)
    {
        _filter ??= BuildFilter();
        var cancelled = FindCancelled(group);
        var outcomes = new Dictionary<StagedBatch, LoadOutcome>(ReferenceEqualityComparer.Instance);
        foreach (var batch in group.Where(batch => batch.Attempt <= cancelled.GetValueOrDefault(batch.BatchId)))
            outcomes[batch] = FindLoad(batch) ?? LoadOutcome.Failed(LoadRejections.Cancelled(batch.Manifest, batch.Attempt));

        var distinct = new GroupOfLoads([.. group.Where(batch => !outcomes.ContainsKey(batch))]);
        List<StagedBatch> pending = [];
        foreach (var batch in distinct.Leaders)
        {
            if (FindLoad(batch) is { } recorded)
                outcomes[batch] = recorded;
            else if (IsErasedSince(batch))
                outcomes[batch] = LoadOutcome.Failed(new ErasedMeanwhileException(batch.Manifest.Dataset));
            else
                pending.Add(batch);
        }

        foreach (var round in Slot.Rounds(pending))
            LoadPending(round, outcomes, cancellationToken);
        return [.. group.Select(batch => distinct.OutcomeOf(batch, outcomes))];
    }

    private bool Rest()
    {
        _filter ??= BuildFilter();
        var bytes = _file.LogBytes;
        if (bytes < WorthFolding)
            return false;
        try
        {
            _writer.Execute("checkpoint");
            DuckDbLog.Checkpointed(_logger, bytes);
            return true;
        }
        catch (DuckDBException e)
        {
            DuckDbLog.CheckpointPutOff(_logger, bytes, e);
            return false;
        }
    }

    private void LoadPending(List<StagedBatch> pending, Dictionary<StagedBatch, LoadOutcome> outcomes, CancellationToken cancellationToken)
    {
        if (pending.Count == 0)
            return;
        try
        {
            var counts = LoadInOneTransaction(pending);
            var committedAt = _time.GetUtcNow();
            for (var i = 0; i < pending.Count; i++)
                outcomes[pending[i]] = LoadOutcome.Loaded(counts[i], committedAt);
        }
        catch (Exception e) when (pending.Count > 1)
        {
            DuckDbLog.GroupSplit(_logger, pending.Count, e);
            foreach (var batch in pending)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (FindLoad(batch) is { } recorded)
                    outcomes[batch] = recorded; // the commit had gone through when it reported a fault
                else
                    LoadPending([batch], outcomes, cancellationToken);
            }
        }
        catch (Exception e)
        {
            outcomes[pending[0]] = LoadOutcome.Failed(e);
        }
    }

    private IReadOnlyList<LoadCounts> LoadInOneTransaction(List<StagedBatch> group)
    {
        using var steps = new LoadSteps(group, _time, Engine);
        _writer.Execute("begin transaction");
        IReadOnlyList<LoadCounts> counts;
        try
        {
            counts = new GroupLoad(_writer, _sql, Limits, _filter!, _time, steps, work => Interlocked.Add(ref _pulse, work)).Run(group);
            BeforeCommit();
        }
        catch
        {
            Rollback();
            throw;
        }

        using (steps.Begin("commit", "COMMIT"))
            _writer.Execute("commit");
        return counts;
    }

    /// <summary>The first fault is the one to report; when even the rollback fails, the log says so and a new connection takes over.</summary>
    private void Rollback()
    {
        try
        {
            _writer.Execute("rollback");
        }
        catch (DuckDBException e)
        {
            DuckDbLog.RollbackFailed(_logger, e);
            _writer.Dispose();
            _writer = _file.Connect();
        }
    }

    public Task<LoadOutcome?> FindAsync(LoadBatch command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        return InTurnAsync(() => FindLoad(command.BatchId, command.Attempt, command.Manifest), cancellationToken);
    }

    private LoadOutcome? FindLoad(StagedBatch batch) => FindLoad(batch.BatchId, batch.Attempt, batch.Reference);

    private LoadOutcome? FindLoad(Guid batchId, int attempt, ManifestReference manifest)
    {
        using var command = _writer.Command(
            _sql.FindLoad,
            ("batch_id", batchId),
            ("attempt", attempt),
            ("manifest_bucket", manifest.Bucket),
            ("manifest_key", manifest.Key));
        using var reader = command.ExecuteReader();
        if (!reader.Read())
            return null;

        var counts = new LoadCounts
        {
            Inserted = reader.GetInt64(0),
            Updated = reader.GetInt64(1),
            Unchanged = reader.GetInt64(2),
            Superseded = reader.GetInt64(3),
            Retracted = reader.GetInt64(4),
        };
        return LoadOutcome.Loaded(counts, new DateTimeOffset(reader.GetDateTime(5), TimeSpan.Zero), before: true);
    }

    /// <returns>The newest attempt that was cancelled of each of the group's batches that has one.</returns>
    private Dictionary<Guid, int> FindCancelled(IReadOnlyList<StagedBatch> group)
    {
        var batches = string.Join(", ", group.Select(batch => $"uuid '{batch.BatchId}'"));
        using var command = _writer.Command(_sql.FindCancelled.Replace("{{batch_ids}}", batches, StringComparison.Ordinal));
        using var reader = command.ExecuteReader();
        Dictionary<Guid, int> cancelled = [];
        while (reader.Read())
            cancelled.Add(reader.GetGuid(0), reader.GetInt32(1));
        return cancelled;
    }

    private KeyFilter BuildFilter()
    {
        var started = _time.GetTimestamp();
        var rows = _writer.Scalar<long>("select count(*) from order_lines");
        var filter = new KeyFilter(Math.Max(1_000_000, rows * 2));
        KeyReader.Read(_writer, "select row_key from order_lines", keys =>
        {
            foreach (var key in keys)
                filter.Add(key);
        });
        DuckDbLog.FilterBuilt(_logger, rows, filter.Bytes, _time.GetElapsedTime(started).TotalMilliseconds);
        return filter;
    }
}
