using MassTransit;
using MassTransit.Context;
using MassTransit.Saga;
using RetailBus.SagaStore.Outbox;

namespace RetailBus.SagaStore.Sagas;

/// <summary>Lends sagas to the code that handles a message and notes what it did to them in the unit of work.</summary>
internal sealed class SqlSagaRepositoryContext<TSaga, TMessage>(
    SagaStorage<TSaga> storage,
    UnitOfWork unitOfWork,
    ConsumeContext<TMessage> context,
    ISagaConsumeContextFactory<SagaStorage<TSaga>, TSaga> factory)
    : ConsumeContextScope<TMessage>(context), SagaRepositoryContext<TSaga, TMessage>
    where TSaga : class, ISaga
    where TMessage : class
{
    private readonly ConsumeContext<TMessage> _context = context;
    private readonly Dictionary<Guid, StoredSaga<TSaga>> _read = [];

    public Task<SagaConsumeContext<TSaga, TMessage>> Add(TSaga instance) =>
        factory.CreateSagaConsumeContext(storage, _context, instance, SagaConsumeContextMode.Add);

    public async Task<SagaConsumeContext<TSaga, TMessage>?> Insert(TSaga instance) =>
        await storage.Load(instance.CorrelationId, CancellationToken) is null
            ? await factory.CreateSagaConsumeContext(storage, _context, instance, SagaConsumeContextMode.Insert)
            : null;

    public async Task<SagaConsumeContext<TSaga, TMessage>?> Load(Guid correlationId)
    {
        if (await storage.Load(correlationId, CancellationToken) is not { } stored)
            return null;

        _read[correlationId] = stored;
        return await factory.CreateSagaConsumeContext(storage, _context, stored.Saga, SagaConsumeContextMode.Load);
    }

    public Task Save(SagaConsumeContext<TSaga> context)
    {
        unitOfWork.Add(storage.Inserted(context.Saga));
        return Task.CompletedTask;
    }

    public Task Update(SagaConsumeContext<TSaga> context)
    {
        unitOfWork.Add(_read.TryGetValue(context.Saga.CorrelationId, out var read)
            ? storage.Updated(context.Saga, read)
            : storage.Inserted(context.Saga));
        return Task.CompletedTask;
    }

    public Task Delete(SagaConsumeContext<TSaga> context)
    {
        unitOfWork.Add(_read.TryGetValue(context.Saga.CorrelationId, out var read)
            ? storage.Deleted(context.Saga, read)
            : storage.Passed(context.Saga));
        return Task.CompletedTask;
    }

    public Task Discard(SagaConsumeContext<TSaga> context)
    {
        if (context.IsCompleted)
            unitOfWork.Add(storage.Passed(context.Saga));
        return Task.CompletedTask;
    }

    public Task Undo(SagaConsumeContext<TSaga> context) => Task.CompletedTask;

    public Task<SagaConsumeContext<TSaga, T>> CreateSagaConsumeContext<T>(
        ConsumeContext<T> consumeContext, TSaga instance, SagaConsumeContextMode mode)
        where T : class => factory.CreateSagaConsumeContext(storage, consumeContext, instance, mode);
}
