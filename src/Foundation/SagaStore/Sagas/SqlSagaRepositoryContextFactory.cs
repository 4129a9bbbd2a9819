using MassTransit;
using MassTransit.Saga;
using RetailBus.SagaStore.Outbox;

namespace RetailBus.SagaStore.Sagas;

internal sealed class SqlSagaRepositoryContextFactory<TSaga>(
    SagaStorage<TSaga> storage,
    UnitOfWorkCommitter committer,
    ISagaConsumeContextFactory<SagaStorage<TSaga>, TSaga> factory)
    : ISagaRepositoryContextFactory<TSaga>, IQuerySagaRepositoryContextFactory<TSaga>, ILoadSagaRepositoryContextFactory<TSaga>
    where TSaga : class, ISaga
{
    public Task Send<T>(ConsumeContext<T> context, IPipe<SagaRepositoryContext<TSaga, T>> next)
        where T : class => InUnitOfWork(context, next.Send);

    public Task SendQuery<T>(ConsumeContext<T> context, ISagaQuery<TSaga> query, IPipe<SagaRepositoryQueryContext<TSaga, T>> next)
        where T : class =>
        InUnitOfWork(
            context,
            async repository =>
            {
                var ids = await storage.Find(query.FilterExpression, context.CancellationToken);
                await next.Send(new DefaultSagaRepositoryQueryContext<TSaga, T>(repository, ids));
            });

    public Task<T> Execute<T>(Func<QuerySagaRepositoryContext<TSaga>, Task<T>> asyncMethod, CancellationToken cancellationToken = default)
        where T : class => asyncMethod(new SqlSagaQueryContext<TSaga>(storage, cancellationToken));

    public Task<T> Execute<T>(Func<LoadSagaRepositoryContext<TSaga>, Task<T>> asyncMethod, CancellationToken cancellationToken = default)
        where T : class => asyncMethod(new SqlSagaQueryContext<TSaga>(storage, cancellationToken));

    public void Probe(ProbeContext context) => context.Add("persistence", "sagastore");

    private async Task InUnitOfWork<T>(ConsumeContext<T> context, Func<SqlSagaRepositoryContext<TSaga, T>, Task> send)
        where T : class
    {
        if (context.TryGetPayload<IHasUnitOfWork>(out var outbox))
        {
            await send(new(storage, outbox.UnitOfWork, context, factory));
            return;
        }

        var unitOfWork = new UnitOfWork();
        await send(new(storage, unitOfWork, context, factory));
        await committer.Commit(unitOfWork, context.CancellationToken);
    }
}
