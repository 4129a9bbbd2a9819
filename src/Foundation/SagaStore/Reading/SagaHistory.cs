using MassTransit;

namespace RetailBus.SagaStore;

/// <summary>A saga and what happened to it.</summary>
public sealed record SagaHistory<TSaga>(SagaRecord<TSaga>? Record, IReadOnlyList<SagaEvent> Events)
    where TSaga : class, ISaga;
