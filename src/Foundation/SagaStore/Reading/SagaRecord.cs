using MassTransit;

namespace RetailBus.SagaStore;

/// <summary>A stored saga. Changes to <paramref name="Saga"/> are not stored.</summary>
/// <param name="Saga">Its state.</param>
/// <param name="Version">1 when created, one more with each change.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="UpdatedAt">UTC.</param>
public sealed record SagaRecord<TSaga>(TSaga Saga, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
    where TSaga : class, ISaga;
