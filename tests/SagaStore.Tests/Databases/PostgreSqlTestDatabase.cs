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

    public override string Fixture(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", $"{name}.postgresql.sql"));

    public override Task RefuseUpdates(string table, CancellationToken cancellationToken) => Execute(
        $"""
        create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$;
        create trigger refuse before update on {table} for each row execute function refuse()
        """,
        cancellationToken);

    public override Task AllowUpdates(string table, CancellationToken cancellationToken) =>
        Execute($"drop trigger refuse on {table}; drop function refuse", cancellationToken);

    public override async Task<bool> HasIndex(string name, CancellationToken cancellationToken) =>
        await Count($"select count(*) from pg_indexes where indexname = '{name}'", cancellationToken) == 1;

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
