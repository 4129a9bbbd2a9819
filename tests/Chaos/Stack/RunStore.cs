using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace RetailBus.Chaos.Stack;

/// <summary>The runs' database, read from outside: it tells also while the orchestrator is dead.</summary>
internal sealed class RunStore(Func<DbConnection> connect)
{
    public static RunStore Sqlite(string folder) =>
        new(() => new SqliteConnection($"Data Source={Path.Combine(folder, "runs.db")};Pooling=false;Default Timeout=30"));

    public static RunStore PostgreSql(string connectionString) => new(() => new NpgsqlConnection(connectionString));

    /// <summary>Runs that a stage is at work on.</summary>
    public Task<int> InFlightAsync(CancellationToken cancellationToken) =>
        CountAsync("select count(*) from runs where state in ('Transforming', 'Loading', 'Cancelling')", cancellationToken);

    public Task<int> RunsAsync(CancellationToken cancellationToken) => CountAsync("select count(*) from runs", cancellationToken);

    /// <summary>Runs of a slot.</summary>
    public Task<int> OfKeyAsync(string key, CancellationToken cancellationToken) =>
        CountAsync($"select count(*) from runs where object_key = '{key}'", cancellationToken);

    /// <summary>Committed messages that may not have been sent.</summary>
    public Task<int> OutboxAsync(CancellationToken cancellationToken) => CountAsync("select count(*) from saga_outbox", cancellationToken);

    private async Task<int> CountAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = connect();
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }
}
