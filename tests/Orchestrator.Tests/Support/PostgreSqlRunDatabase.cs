using Npgsql;
using RetailBus.SagaStore.Tests.Databases;

namespace RetailBus.Orchestrator.Tests.Support;

/// <summary>A database on the test run's own server.</summary>
public sealed class PostgreSqlRunDatabase(PostgreSqlServer server) : RunDatabase
{
    private readonly string _name = $"r{Guid.NewGuid():N}";
    private bool _created;

    public override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Orchestrator:PostgreSql", server.ConnectionString(_name))];

    public override async ValueTask CreateAsync(CancellationToken cancellationToken)
    {
        await server.EnsureStarted(cancellationToken);
        await OnServerAsync($"create database {_name}", cancellationToken);
        _created = true;
    }

    /// <summary>Takes it away under whoever uses it.</summary>
    public async Task DropAsync()
    {
        if (_created)
            await OnServerAsync($"drop database if exists {_name} with (force)", CancellationToken.None);
    }

    public override async ValueTask DisposeAsync() => await DropAsync();

    private async Task OnServerAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres"));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
