using Npgsql;
using RetailBus.Chaos.Stack;
using RetailBus.SagaStore.Tests.Databases;

namespace RetailBus.Chaos;

/// <summary>Two orchestrators share the database.</summary>
public sealed class PostgreSqlChaosTests(PostgreSqlServer server) : ChaosSuite
{
    private readonly string _database = $"chaos{Guid.NewGuid():N}";

    protected override int Orchestrators => 2;

    protected override async Task<IReadOnlyDictionary<string, string>> PrepareAsync()
    {
        await server.EnsureStarted(Cancelled);
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres"));
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand($"create database {_database}", connection);
        await command.ExecuteNonQueryAsync(Cancelled);
        return new Dictionary<string, string> { ["Orchestrator__PostgreSql"] = server.ConnectionString(_database) };
    }

    private protected override RunStore Open(string folder) => RunStore.PostgreSql(server.ConnectionString(_database));
}
