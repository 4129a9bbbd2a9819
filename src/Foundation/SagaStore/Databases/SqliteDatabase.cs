using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace RetailBus.SagaStore.Databases;

internal sealed class SqliteDatabase : SagaDatabase
{
    private readonly string _readerConnectionString;
    private readonly SqliteWriter _writer;

    public SqliteDatabase(string path, SqliteDurability durability)
    {
        var file = Path.GetFullPath(path);
        var builder = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false };
        _writer = new SqliteWriter(builder.ToString(), durability, Dialect);
        builder.Pooling = true;
        builder.Mode = SqliteOpenMode.ReadOnly;
        _readerConnectionString = builder.ToString();
    }

    public override SqlDialect Dialect { get; } = new SqliteDialect();

    public override async Task<DbConnection> OpenReader(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_readerConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override Task WriteExclusively(Func<SqlSession, Task> work, CancellationToken cancellationToken) =>
        Write(work, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        using var connection = new SqliteConnection(_readerConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    protected override DbTransaction BeginSnapshot(DbConnection connection) =>
        ((SqliteConnection)connection).BeginTransaction(deferred: true);

    protected override Task WriteCore(Func<SqlSession, Task> work, CancellationToken cancellationToken) =>
        _writer.Write(work, cancellationToken);
}
