using DuckDB.NET.Data;
using RetailBus.Platform.Progress;

namespace RetailBus.Transform.DuckDb;

/// <summary>
/// One connection, for one batch. After a fault it is not used again, so that no temporary table of one batch meets another.
/// </summary>
internal sealed class DuckDbSession(DuckDBConnection connection, DuckDbSessions sessions) : IDisposable
{
    private readonly List<string> _tables = [];
    private bool _faulted;
    private int _begun;

    /// <summary>Runs a statement.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public void Execute(string sql, CancellationToken cancellationToken) => Run(sql, command => command.ExecuteNonQuery(), cancellationToken);

    /// <summary>Makes a temporary table that goes with the session's return.</summary>
    public void CreateTable(string name, string select, CancellationToken cancellationToken)
    {
        Execute($"CREATE TEMP TABLE {name} AS {select}", cancellationToken);
        _tables.Add(name);
    }

    public long Count(string sql, CancellationToken cancellationToken) =>
        Run(sql, command => Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture), cancellationToken);

    public IReadOnlyList<T> Query<T>(string sql, Func<DuckDBDataReader, T> map, CancellationToken cancellationToken) => Run(
        sql,
        command =>
        {
            using var reader = (DuckDBDataReader)command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
                rows.Add(map(reader));
            return rows;
        },
        cancellationToken);

    /// <summary>Hands a result's rows over one by one.</summary>
    public void ForEach(string sql, Action<DuckDBDataReader> row, CancellationToken cancellationToken) => Run(
        sql,
        command =>
        {
            using var reader = (DuckDBDataReader)command.ExecuteReader();
            while (reader.Read())
                row(reader);
            return 0;
        },
        cancellationToken);

    /// <summary>Appends rows to a table.</summary>
    public DuckDBAppender Appender(string table) => connection.CreateAppender(table);

    public void Dispose()
    {
        try
        {
            if (!_faulted && _tables.Count > 0)
                Execute(string.Join(';', _tables.Select(table => $"DROP TABLE {table}")), CancellationToken.None);
        }
        finally
        {
            sessions.Return(connection, !_faulted);
        }
    }

    /// <summary>For a fault between statements, such as in an appender.</summary>
    public void Discard() => _faulted = true;

    /// <summary>
    /// Rises with each statement, and while one reads files or tables. What DuckDB can't measure, such as rows that a function makes, it
    /// gives as -1 or as a 0 that stays: that is no movement.
    /// </summary>
    private double Progress()
    {
        var progress = connection.GetQueryProgress();
        return Volatile.Read(ref _begun) + Math.Max(0, progress.Percentage) + progress.RowsProcessed;
    }

    private T Run<T>(string sql, Func<DuckDBCommand, T> run, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var registration = cancellationToken.Register(command.Cancel);
        Interlocked.Increment(ref _begun);
        using var watched = StageReport.Current?.Watch(Progress);
        try
        {
            return run(command);
        }
        catch (DuckDBException) when (cancellationToken.IsCancellationRequested)
        {
            _faulted = true;
            throw new OperationCanceledException(cancellationToken);
        }
        catch
        {
            _faulted = true;
            throw;
        }
    }
}
