using System.Data;
using System.Data.Common;
using Npgsql;

namespace RetailBus.SagaStore.Databases;

internal sealed class PostgreSqlDatabase : SagaDatabase
{
    private const int StatementsPreparedPerConnection = 50;

    /// <summary>Key of the advisory lock under which the schema is created and upgraded; any constant will do.</summary>
    private const long SchemaLock = 0x5361_6761_5374_6f72;

    private readonly NpgsqlDataSource _source;

    public PostgreSqlDatabase(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (builder.MaxAutoPrepare == 0)
            builder.MaxAutoPrepare = StatementsPreparedPerConnection;
        _source = NpgsqlDataSource.Create(builder);
    }

    public override SqlDialect Dialect { get; } = new PostgreSqlDialect();

    public override async Task<DbConnection> OpenReader(CancellationToken cancellationToken) =>
        await _source.OpenConnectionAsync(cancellationToken);

    public override Task WriteExclusively(Func<SqlSession, Task> work, CancellationToken cancellationToken) =>
        Write(
            async session =>
            {
                await using (var command = session.Command("select pg_advisory_xact_lock(@key)", ("key", SchemaLock)))
                    await command.ExecuteNonQueryAsync(cancellationToken);
                await work(session);
            },
            cancellationToken);

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    protected override DbTransaction BeginSnapshot(DbConnection connection) => connection.BeginTransaction(IsolationLevel.RepeatableRead);

    protected override async Task WriteCore(Func<SqlSession, Task> work, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await work(new SqlSession(connection, transaction, Dialect));

        // A cancelled commit may or may not have happened: once begun it is seen through.
        await transaction.CommitAsync(CancellationToken.None);
    }
}
