using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Microsoft.Extensions.Options;
using RetailBus.Warehouse.Serving;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>Answers queries on connections of their own, each in a read-only transaction: neither reads nor loads wait for one another.</summary>
internal sealed class DuckDbReader : IWarehouseReader, IDisposable
{
    private readonly WarehouseFile _file;
    private readonly WarehouseOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _slots;
    private readonly SelectGuard _guard;
    private readonly string _where = SqlText.Read("where");
    private readonly string _loads = SqlText.Read("loads");
    private readonly string _batches = SqlText.Read("batches");
    private readonly string _deliveries = SqlText.Read("deliveries");
    private readonly Dictionary<SalesView, string> _views = SalesView.All.ToDictionary(view => view, view => SqlText.Read(view.Name));

    public DuckDbReader(WarehouseFile file, IOptions<WarehouseOptions> options, TimeProvider time)
    {
        _file = file;
        _options = options.Value;
        _time = time;
        _slots = new SemaphoreSlim(_options.ConcurrentQueries);
        using var connection = file.Connect();
        _guard = new SelectGuard(connection);
    }

    public void Dispose() => _slots.Dispose();

    public Task<QueryResult> ReadAsync(SalesView view, SalesFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var (lines, parameters) = filter.ToSql();
        return QueryAsync(
            new WarehouseQuery
            {
                Sql = _views[view].Replace("{{lines}}", lines, StringComparison.Ordinal),
                Parameters = parameters,
                MaxRows = filter.Limit ?? _options.MaxQueryRows,
                IsForeign = false,
            },
            cancellationToken);
    }

    public Task<QueryResult> FindAsync(RowFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return PageAsync(_where, filter.ToSql(), filter.Limit, cancellationToken);
    }

    public Task<QueryResult> LoadsAsync(LoadPage page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        return PageAsync(_loads, page.ToSql(), page.Limit, cancellationToken);
    }

    public Task<QueryResult> BatchesAsync(BatchFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return PageAsync(_batches, filter.ToSql(), filter.Limit, cancellationToken);
    }

    public Task<QueryResult> DeliveriesAsync(DeliveryFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return PageAsync(_deliveries, filter.ToSql(), filter.Limit, cancellationToken);
    }

    public async Task<QueryResult> QueryAsync(WarehouseQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.MaxRows < 1 || query.MaxRows > _options.MaxQueryRows)
            throw new QueryRefusedException($"maxRows is {query.MaxRows}; it must be 1 to {_options.MaxQueryRows}.");

        await _slots.WaitAsync(cancellationToken);
        try
        {
            return Run(query, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    private Task<QueryResult> PageAsync(
        string sql,
        (string Conditions, IReadOnlyList<(string Name, object? Value)> Parameters) filter,
        int? limit,
        CancellationToken cancellationToken) => QueryAsync(
            new WarehouseQuery
            {
                Sql = sql.Replace("{{conditions}}", filter.Conditions, StringComparison.Ordinal),
                Parameters = filter.Parameters,
                MaxRows = limit ?? _options.MaxQueryRows,
                IsForeign = false,
            },
            cancellationToken);

    private QueryResult Run(WarehouseQuery query, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        using var timeout = new CancellationTokenSource(_options.QueryTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var connection = _file.Connect();
        try
        {
            if (query.IsForeign)
                _guard.Check(connection, query.Sql);
            connection.Execute("begin transaction read only");
            using var command = connection.Command(query.Sql, [.. query.Parameters]);
            command.UseStreamingMode = true;
            using var interrupt = new QueryInterrupt(command, _time, either.Token);
            var result = Read(command, query.MaxRows, either.Token);
            return result with { ElapsedMs = Math.Round(_time.GetElapsedTime(started).TotalMilliseconds, 3) };
        }
        catch (Exception e) when (e is DuckDBException or OperationCanceledException && either.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new QueryRefusedException($"The query took longer than {_options.QueryTimeout.TotalSeconds:0.###} seconds and was stopped.", e);
        }
        catch (DuckDBException e) when (e.ErrorType == DuckDBErrorType.OutOfMemory)
        {
            throw new QueryRefusedException($"The query needs more memory than the warehouse has ({_options.MemoryLimit}). Ask for less at once.", e);
        }
        catch (DuckDBException e) when (query.IsForeign)
        {
            throw new QueryRefusedException(e.Message, e);
        }
    }

    private QueryResult Read(DuckDBCommand command, int maxRows, CancellationToken cancellationToken)
    {
        using var reader = command.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount)
            .Select(i => new QueryColumn(reader.GetName(i), reader.GetDataTypeName(i))).ToList();
        List<object?[]> rows = [];
        var characters = 0L;
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (rows.Count == maxRows)
                return new QueryResult { Columns = columns, Rows = rows, Truncated = true, ElapsedMs = 0 };

            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
                characters += row[i] is string text ? text.Length : 8;
            }

            if (characters > _options.MaxQueryCharacters)
                throw new QueryRefusedException($"The result is larger than {_options.MaxQueryCharacters} characters. Ask for fewer rows or columns.");
            rows.Add(row);
        }

        return new QueryResult { Columns = columns, Rows = rows, Truncated = false, ElapsedMs = 0 };
    }
}
