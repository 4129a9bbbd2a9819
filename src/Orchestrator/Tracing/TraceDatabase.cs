using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace RetailBus.Orchestrator.Tracing;

/// <summary>
/// Where spans are kept: the runs' own PostgreSQL, or a SQLite file beside that of the runs, so that their writing never waits for a run's
/// commit nor a run's for theirs. A power cut may lose the last spans; a crash does not.
/// </summary>
internal sealed class TraceDatabase(IOptions<OrchestratorOptions> options) : IAsyncDisposable, IDisposable
{
    private const string Tuning = "pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = normal";

    private static readonly string[] Tables =
    [
        """
        create table if not exists trace_chunk (
            trace_id text not null, report_id text not null, kept_at bigint not null, spans bytea not null, primary key (trace_id, report_id))
        """,
        "create index if not exists trace_chunk_kept_at on trace_chunk (kept_at)",
        """
        create table if not exists trace_batch (
            batch_id text not null, trace_id text not null, kept_at bigint not null, primary key (batch_id, trace_id))
        """,
        "create index if not exists trace_batch_kept_at on trace_batch (kept_at)",
        "create table if not exists trace_failed (trace_id text not null primary key, failed_at bigint not null)",
        "create index if not exists trace_failed_failed_at on trace_failed (failed_at)",
    ];

    private readonly Lazy<NpgsqlDataSource?> _shared =
        new(() => options.Value.PostgreSql is { } connection ? NpgsqlDataSource.Create(connection) : null);

    private readonly SemaphoreSlim _turn = new(1);
    private volatile bool _isReady;

    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (!_isReady)
            await MakeTablesAsync(cancellationToken);
        return await ConnectAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _turn.Dispose();
        if (_shared is { IsValueCreated: true, Value: { } shared })
            await shared.DisposeAsync();
        else if (options.Value.PostgreSql is null)
            SqliteConnection.ClearPool(Sqlite());
    }

    /// <summary>For service providers that are not disposed asynchronously.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_shared.Value is { } shared)
            return await shared.OpenConnectionAsync(cancellationToken);

        var connection = Sqlite();
        try
        {
            await connection.OpenAsync(cancellationToken);
            await ExecuteAsync(connection, Tuning, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task MakeTablesAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_isReady)
                return;
            if (_shared.Value is null)
                Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            await using var connection = await ConnectAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            if (_shared.Value is not null)
                await ExecuteAsync(connection, "select pg_advisory_xact_lock(5190731246)", cancellationToken);
            foreach (var table in Tables)
                await ExecuteAsync(connection, table, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            _isReady = true;
        }
        finally
        {
            _turn.Release();
        }
    }

    private string File => Path.ChangeExtension(Path.GetFullPath(options.Value.Sqlite.Path), ".traces.db");

    private SqliteConnection Sqlite() => new(new SqliteConnectionStringBuilder { DataSource = File, Pooling = true }.ToString());

    private static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
