using MassTransit;

namespace RetailBus.SagaStore.Tables;

/// <summary>The table of <typeparamref name="TSaga"/> and how its new events are taken from it, as JSON.</summary>
internal sealed record SagaDefinitionOf<TSaga>(SagaTable Table, Func<TSaga, IEnumerable<string>>? TakeEvents, bool RemoveEventsWithSaga)
    where TSaga : class, ISaga;
