using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;
using RetailBus.Orchestrator;

namespace RetailBus.Cli.Doctor;

/// <summary>The database of the runs. What is wrong with a connection string is never quoted: it holds a password.</summary>
internal sealed class RunStoreExamination(IOptions<OrchestratorOptions> options) : IExamination
{
    private const string SchemaVersion = "select max(version) from saga_schema_version";
    private const string UndefinedTable = "42P01";

    public string Area => "Run store";

    public async Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellationToken) =>
        [options.Value.PostgreSql is { } connectionString
            ? await PostgreSqlAsync(connectionString, cancellationToken)
            : await SqliteAsync(options.Value.Sqlite.Path, cancellationToken)];

    private static async Task<Diagnosis> SqliteAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            return Diagnosis.Note(path, "not there yet", "The orchestrator makes it at its first start.", "retailbus up");
        var source = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        try
        {
            await using var connection = new SqliteConnection(source.ToString());
            return Diagnosis.Good(path, $"SQLite, schema version {await VersionAsync(connection, cancellationToken)}");
        }
        catch (SqliteException e)
        {
            return Diagnosis.Bad(
                path,
                e.Message,
                "The orchestrator can't read its runs.",
                "Restore the file from a backup; or move it away and let `retailbus reconcile` announce what landed.");
        }
    }

    private static async Task<Diagnosis> PostgreSqlAsync(string connectionString, CancellationToken cancellationToken)
    {
        const string Setting = "Orchestrator:PostgreSql";
        string server;
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connectionString) { Timeout = 5, Pooling = false };
            server = $"{builder.Database} on {builder.Host}:{builder.Port}";
            connectionString = builder.ToString();
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return Diagnosis.Bad(
                Setting,
                "is no connection string of PostgreSQL",
                "The orchestrator does not start.",
                "Give Host=…;Database=…;Username=…;Password=…");
        }

        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            return Diagnosis.Good(server, $"PostgreSQL, schema version {await VersionAsync(connection, cancellationToken)}");
        }
        catch (PostgresException e) when (e.SqlState == UndefinedTable)
        {
            return Diagnosis.Note(
                server,
                "PostgreSQL, without tables yet",
                "The orchestrator makes them at its first start.",
                "Start the orchestrator with a role that may create tables.");
        }
        catch (PostgresException e)
        {
            return Diagnosis.Bad(
                server,
                $"{e.SqlState}: {e.MessageText}",
                "The orchestrator can't keep its runs.",
                $"Correct the database, user or password in {Setting}.");
        }
        catch (NpgsqlException e)
        {
            return Diagnosis.Bad(
                server,
                e.InnerException?.Message ?? e.Message,
                "The orchestrator can't keep its runs.",
                $"Start PostgreSQL there, or correct {Setting}.");
        }
    }

    private static async Task<long> VersionAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = SchemaVersion;
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture);
    }
}
