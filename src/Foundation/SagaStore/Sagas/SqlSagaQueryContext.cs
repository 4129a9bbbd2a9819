using MassTransit;
using MassTransit.Middleware;
using MassTransit.Saga;

namespace RetailBus.SagaStore.Sagas;

internal sealed class SqlSagaQueryContext<TSaga>(SagaStorage<TSaga> storage, CancellationToken cancellationToken)
    : BasePipeContext(cancellationToken), QuerySagaRepositoryContext<TSaga>, LoadSagaRepositoryContext<TSaga>
    where TSaga : class, ISaga
{
    /// <summary>Null when there is none; the interface is older than nullable annotations.</summary>
    public async Task<TSaga> Load(Guid correlationId) => (await storage.Load(correlationId, CancellationToken))?.Saga!;

    public async Task<SagaRepositoryQueryContext<TSaga>> Query(ISagaQuery<TSaga> query, CancellationToken cancellationToken = default) =>
        new DefaultSagaRepositoryQueryContext<TSaga>(this, await storage.Find(query.FilterExpression, cancellationToken));
}
