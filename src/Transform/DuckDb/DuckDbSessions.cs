using System.Collections.Concurrent;
using System.Globalization;
using DuckDB.NET.Data;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.DuckDb;

/// <summary>Warm connections to the process's one in-memory DuckDB, which holds no data of its own, only temporary tables.</summary>
internal sealed class DuckDbSessions : IDisposable
{
    /// <summary>Settings of a connection: without the bar, how far a statement is can't be asked.</summary>
    private const string MeasureProgress = "SET enable_progress_bar = true; SET enable_progress_bar_print = false";

    private readonly DuckDBConnection _database;
    private readonly ConcurrentBag<DuckDBConnection> _idle = [];

    private readonly PiiKey? _key;

    /// <param name="options">How much of the machine it may use.</param>
    /// <param name="spillFolder">Where goes what memory does not hold.</param>
    /// <param name="key">Of hashed personal data; null when no contract hashes any.</param>
    public DuckDbSessions(DuckDbOptions options, string spillFolder, PiiKey? key = null)
    {
        _key = key;
        _database = new DuckDBConnection("DataSource=:memory:");
        _database.Open();
        string[] settings =
        [
            string.Create(CultureInfo.InvariantCulture, $"memory_limit = '{options.MemoryLimitMiB}MiB'"),
            $"temp_directory = {Sql.Literal(spillFolder)}",
            "preserve_insertion_order = false",
            "TimeZone = 'UTC'",
            // a filter moved below the projection computes each typed value twice, once to test it and once to write it
            "disabled_optimizers = 'filter_pushdown'",
            .. options.Threads > 0 ? new[] { string.Create(CultureInfo.InvariantCulture, $"threads = {options.Threads}") } : [],
        ];
        foreach (var setting in settings)
        {
            using var command = _database.CreateCommand();
            command.CommandText = $"SET GLOBAL {setting}";
            command.ExecuteNonQuery();
        }
    }

    public DuckDbSession Rent()
    {
        if (_idle.TryTake(out var connection))
            return new DuckDbSession(connection, this);
        connection = _database.Duplicate();
        connection.Open();
        if (_key is not null)
            SetKey(connection, _key);
        using var command = connection.CreateCommand();
        command.CommandText = MeasureProgress;
        command.ExecuteNonQuery();
        return new DuckDbSession(connection, this);
    }

    /// <summary>Variables are the connection's own. The key comes as bound values, so that it stands in no statement.</summary>
    private static void SetKey(DuckDBConnection connection, PiiKey key)
    {
        Run("CREATE TEMP TABLE pii (inner_block VARCHAR, outer_block VARCHAR)");
        Run("INSERT INTO pii VALUES ($1, $2)", key.Inner, key.Outer);
        Run($"SET VARIABLE {PiiKey.InnerName} = (SELECT unhex(inner_block) FROM pii)");
        Run($"SET VARIABLE {PiiKey.OuterName} = (SELECT unhex(outer_block) FROM pii)");
        Run("DROP TABLE pii");

        void Run(string sql, params string[] values)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var value in values)
                command.Parameters.Add(new DuckDBParameter(value));
            command.ExecuteNonQuery();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var connection))
            connection.Dispose();
        _database.Dispose();
    }

    internal void Return(DuckDBConnection connection, bool isSound)
    {
        if (isSound)
            _idle.Add(connection);
        else
            connection.Dispose();
    }
}
