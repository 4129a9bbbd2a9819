using Microsoft.Extensions.Options;
using RetailBus.Warehouse.Serving;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>
/// Answers queries as the reader role, which can only read: Snowflake's own rights are the lock, the guard before it tells people sooner
/// and better what is not answered.
/// </summary>
internal sealed class SnowflakeReader : IWarehouseReader, IDisposable
{
    /// <summary>A statement that ran into its time.</summary>
    private const int TimedOut = 408;

    private readonly ISqlApi _api;
    private readonly string _role;
    private readonly WarehouseOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _slots;
    private readonly string _where = ServingSql.Read("where");
    private readonly string _loads = ServingSql.Read("loads");
    private readonly string _batches = ServingSql.Read("batches");
    private readonly string _deliveries = ServingSql.Read("deliveries");
    private readonly Dictionary<SalesView, string> _views = SalesView.All.ToDictionary(view => view, view => ServingSql.Read(view.Name));

    /// <param name="api">The account.</param>
    /// <param name="role">That can only read.</param>
    /// <param name="options">Limits of queries.</param>
    /// <param name="time">The clock.</param>
    public SnowflakeReader(ISqlApi api, string role, IOptions<WarehouseOptions> options, TimeProvider time)
    {
        _api = api;
        _role = role;
        _options = options.Value;
        _time = time;
        _slots = new SemaphoreSlim(_options.ConcurrentQueries);
    }

    public void Dispose() => _slots.Dispose();

    public Task<QueryResult> ReadAsync(SalesView view, SalesFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var (lines, parameters) = filter.ToSql();
        return AskAsync(_views[view].Replace("{{lines}}", lines, StringComparison.Ordinal), parameters, filter.Limit, cancellationToken);
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
        if (query.IsForeign)
            SelectText.Check(query.Sql);

        await _slots.WaitAsync(cancellationToken);
        try
        {
            return await RunAsync(query, cancellationToken);
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
        CancellationToken cancellationToken) =>
        AskAsync(sql.Replace("{{conditions}}", filter.Conditions, StringComparison.Ordinal), filter.Parameters, limit, cancellationToken);

    private Task<QueryResult> AskAsync(
        string sql, IReadOnlyList<(string Name, object? Value)> parameters, int? limit, CancellationToken cancellationToken) => QueryAsync(
            new WarehouseQuery { Sql = sql, Parameters = parameters, MaxRows = limit ?? _options.MaxQueryRows, IsForeign = false },
            cancellationToken);

    private async Task<QueryResult> RunAsync(WarehouseQuery query, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var sql = query.IsForeign ? null : BoundSql.Of(ServingSql.Qualify(query.Sql), query.Parameters);
        try
        {
            var results = await _api.RunAsync(
                new SqlRequest
                {
                    RequestId = Guid.NewGuid(),
                    Statements = [sql?.Text ?? query.Sql],
                    Bindings = sql?.Bindings ?? [],
                    Timeout = _options.QueryTimeout,
                    Role = _role,
                    MaxRows = query.MaxRows,
                },
                cancellationToken);
            return ResultValues.Of(results[0], query.IsForeign, _options.MaxQueryCharacters) with
            {
                ElapsedMs = Math.Round(_time.GetElapsedTime(started).TotalMilliseconds, 3),
            };
        }
        catch (Exception e) when (e is TimeoutException or SqlApiException { Status: TimedOut })
        {
            throw new QueryRefusedException(
                $"The query took longer than {_options.QueryTimeout.TotalSeconds:0.###} seconds and was stopped.", e);
        }
        catch (SqlApiException e) when (query.IsForeign && e is { Status: 422, IsTransient: false })
        {
            throw new QueryRefusedException(e.WithWords, e);
        }
    }
}
