using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace RetailBus.LocalCloud.Hosting.Storage;

/// <summary>
/// A SQLite file with one writer. Writes that wait together are committed together, with one flush to disk; each is atomic by itself,
/// and its task ends when it is durable. Reads see the last commit and run beside the writer.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    private const int MaxGroup = 256;
    private readonly string _path;
    private readonly SqliteSession _writer;
    private readonly BlockingCollection<IPendingWrite> _writes = [];
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly Thread _thread;

    public SqliteDatabase(string path, string schemaResource)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _path = path;
        _writer = Open(SqliteOpenMode.ReadWriteCreate);
        _writer.First("PRAGMA journal_mode = WAL", row => row.GetString(0));
        _writer.Execute("PRAGMA synchronous = FULL");
        _writer.Execute("PRAGMA cache_size = -16384");
        _writer.Execute(Schema(schemaResource));
        _thread = new Thread(WriteLoop) { IsBackground = true, Name = Path.GetFileName(path) };
        _thread.Start();
    }

    /// <summary>Runs the work in a transaction. An exception of the work undoes it alone. Once queued it is not cancelled.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work)
    {
        var write = new PendingWrite<T>(work);
        _writes.Add(write);
        return write.Task;
    }

    public T Read<T>(Func<SqliteSession, T> work)
    {
        if (!_readers.TryTake(out var session))
            session = Open(SqliteOpenMode.ReadOnly);
        try
        {
            return work(session);
        }
        finally
        {
            _readers.Add(session);
        }
    }

    public void Dispose()
    {
        if (_writes.IsAddingCompleted)
            return;
        _writes.CompleteAdding();
        _thread.Join();
        while (_readers.TryTake(out var session))
            session.Dispose();
        _writer.Dispose();
        _writes.Dispose();
    }

    private static string Schema(string resource)
    {
        using var stream = typeof(SqliteDatabase).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The embedded schema {resource} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private SqliteSession Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = _path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return new SqliteSession(connection);
    }

    private void WriteLoop()
    {
        var group = new List<IPendingWrite>(MaxGroup);
        foreach (var first in _writes.GetConsumingEnumerable())
        {
            group.Add(first);
            while (group.Count < MaxGroup && _writes.TryTake(out var next))
                group.Add(next);
            var failure = Commit(group);
            foreach (var write in group)
                write.Complete(failure);
            group.Clear();
        }
    }

    private SqliteException? Commit(List<IPendingWrite> group)
    {
        try
        {
            _writer.Execute("BEGIN IMMEDIATE");
            foreach (var write in group)
            {
                _writer.Execute("SAVEPOINT write");
                if (!write.TryRun(_writer))
                    _writer.Execute("ROLLBACK TO write");
                _writer.Execute("RELEASE write");
            }

            _writer.Execute("COMMIT");
            return null;
        }
        catch (SqliteException failure)
        {
            return RollBack(failure);
        }
    }

    private SqliteException RollBack(SqliteException failure)
    {
        try
        {
            _writer.Execute("ROLLBACK");
        }
        catch (SqliteException second)
        {
            // SQLite rolls back by itself on a full disk or an I/O error, and then refuses this statement.
            return new SqliteException(
                $"{failure.Message} Then: {second.Message}", failure.SqliteErrorCode, failure.SqliteExtendedErrorCode);
        }

        return failure;
    }
}
