using System.Data.Common;
using Npgsql;

namespace RetailBus.SagaStore.Tests.Databases;

public sealed class PostgreSqlTestDatabase(PostgreSqlServer server) : TestDatabase
{
    private readonly string _name = $"t{Guid.NewGuid():N}";

    private string ConnectionString => server.ConnectionString(_name);

    public override void Configure(SagaStoreOptions options) => options.UsePostgreSql(ConnectionString);

    public override async ValueTask Create(CancellationToken cancellationToken)
    {
        await server.EnsureStarted(cancellationToken);
        await OnServer($"create database {_name}", cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
            NpgsqlConnection.ClearPool(connection);
        await OnServer($"drop database {_name} with (force)", CancellationToken.None);
    }

    public override string Fixture(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", $"{name}.postgresql.sql"));

    protected override async Task<DbConnection> Open(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private async Task OnServer(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres"));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
