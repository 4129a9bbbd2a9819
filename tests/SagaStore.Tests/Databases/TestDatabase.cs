using System.Data.Common;
using System.Globalization;

namespace RetailBus.SagaStore.Tests.Databases;

/// <summary>An empty database of a test's own.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    public abstract void Configure(SagaStoreOptions options);

    public abstract ValueTask Create(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();

    public async Task Execute(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await Open(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<long> Count(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await Open(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    public Task<long> OutboxRows(CancellationToken cancellationToken) => Count("select count(*) from saga_outbox", cancellationToken);

    /// <summary>Makes every update of the table fail.</summary>
    public abstract Task RefuseUpdates(string table, CancellationToken cancellationToken);

    public abstract Task AllowUpdates(string table, CancellationToken cancellationToken);

    public abstract Task<bool> HasIndex(string name, CancellationToken cancellationToken);

    /// <summary>The fixture of this database with the given name.</summary>
    public abstract string Fixture(string name);

    protected abstract Task<DbConnection> Open(CancellationToken cancellationToken);
}
