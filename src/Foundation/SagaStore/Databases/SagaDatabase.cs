using System.Data.Common;

namespace RetailBus.SagaStore.Databases;

internal abstract class SagaDatabase : IAsyncDisposable, IDisposable
{
    public abstract SqlDialect Dialect { get; }

    public abstract Task<DbConnection> OpenReader(CancellationToken cancellationToken);

    /// <summary>Runs <paramref name="work"/> and commits it durably, or throws and leaves nothing of it.</summary>
    /// <exception cref="SagaStoreConcurrencyException">Another writer was first.</exception>
    public async Task Write(Func<SqlSession, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await WriteCore(work, cancellationToken);
        }
        catch (DbException exception) when (Dialect.IsConflict(exception))
        {
            throw new SagaStoreConcurrencyException($"Another writer was first: {exception.Message}", exception);
        }
    }

    /// <summary>Like <see cref="Write"/>, and no other process does the same meanwhile.</summary>
    public abstract Task WriteExclusively(Func<SqlSession, Task> work, CancellationToken cancellationToken);

    public async Task<T> Read<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await OpenReader(cancellationToken);
        return await work(new SqlSession(connection, null, Dialect));
    }

    /// <summary>Like <see cref="Read"/>, and all statements see the database as of one moment.</summary>
    public async Task<T> ReadSnapshot<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await OpenReader(cancellationToken);
        await using var transaction = BeginSnapshot(connection);
        return await work(new SqlSession(connection, transaction, Dialect));
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>For service providers that are not disposed asynchronously.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    protected abstract DbTransaction BeginSnapshot(DbConnection connection);

    protected abstract Task WriteCore(Func<SqlSession, Task> work, CancellationToken cancellationToken);
}
