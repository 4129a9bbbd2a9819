using MassTransit;

namespace RetailBus.SagaStore;

/// <param name="Sagas">In the query's order.</param>
/// <param name="Next">Pass to <see cref="SagaQuery{TSaga}.After"/> for the next page; null on the last.</param>
public sealed record SagaPage<TSaga>(IReadOnlyList<SagaRecord<TSaga>> Sagas, string? Next)
    where TSaga : class, ISaga;
