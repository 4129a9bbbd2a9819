using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace RetailBus.SagaStore.Databases;

/// <summary>
/// The one connection that writes. Units of work that wait together are committed together, each under a savepoint of its
/// own, so that one fsync makes all of them durable and one that fails takes no other with it.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int UnitsPerCommit = 64;
    private const string Savepoint = "unit";

    private readonly string _connectionString;
    private readonly SqliteDurability _durability;
    private readonly SqlDialect _dialect;
    private readonly Channel<SqliteWrite> _queue = Channel.CreateUnbounded<SqliteWrite>(new() { SingleReader = true });
    private readonly Task _loop;
    private SqliteConnection? _connection;

    public SqliteWriter(string connectionString, SqliteDurability durability, SqlDialect dialect)
    {
        _connectionString = connectionString;
        _durability = durability;
        _dialect = dialect;
        _loop = Task.Run(Loop);
    }

    public Task Write(Func<SqlSession, Task> work, CancellationToken cancellationToken)
    {
        var write = new SqliteWrite(work, cancellationToken);
        return _queue.Writer.TryWrite(write)
            ? write.Completion
            : Task.FromException(new ObjectDisposedException(nameof(SqliteWriter)));
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        await CloseConnection();
    }

    private async Task Loop()
    {
        var batch = new List<SqliteWrite>(UnitsPerCommit);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < UnitsPerCommit && _queue.Reader.TryRead(out var write))
            {
                if (write.IsCancelled)
                    write.Cancel();
                else
                    batch.Add(write);
            }

            if (batch.Count > 0)
                await CommitTogether(batch);
            batch.Clear();
        }
    }

    private async Task CommitTogether(List<SqliteWrite> batch)
    {
        try
        {
            var connection = await OpenConnection();
            await using (var transaction = connection.BeginTransaction(deferred: false))
            {
                var session = new SqlSession(connection, transaction, _dialect);
                foreach (var write in batch)
                    await RunUnderSavepoint(write, session, transaction);
                await transaction.CommitAsync();
            }
        }
        catch (Exception exception)
        {
            await CloseConnection();
            foreach (var write in batch)
                write.Fail(exception);
            return;
        }

        foreach (var write in batch)
            write.Complete();
    }

    private static async Task RunUnderSavepoint(SqliteWrite write, SqlSession session, SqliteTransaction transaction)
    {
        transaction.Save(Savepoint);
        try
        {
            await write.Run(session);
        }
        catch (Exception exception)
        {
            write.Failure = exception;

            // Throws when SQLite has already rolled the whole transaction back (disk full, I/O error): then all of it fails.
            transaction.Rollback(Savepoint);
        }

        transaction.Release(Savepoint);
    }

    private async Task<SqliteConnection> OpenConnection()
    {
        if (_connection is { } open)
            return open;

        var connection = new SqliteConnection(_connectionString);
        Directory.CreateDirectory(Path.GetDirectoryName(connection.DataSource)!);
        try
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            var synchronous = _durability == SqliteDurability.PowerLoss ? "full" : "normal";
            command.CommandText = $"pragma busy_timeout = 10000; pragma journal_mode = wal; pragma synchronous = {synchronous}";
            await command.ExecuteNonQueryAsync();
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        return _connection = connection;
    }

    private async Task CloseConnection()
    {
        if (_connection is not { } connection)
            return;

        _connection = null;
        await connection.DisposeAsync();
    }
}
