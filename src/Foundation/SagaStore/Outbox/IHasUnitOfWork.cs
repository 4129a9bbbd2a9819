namespace RetailBus.SagaStore.Outbox;

/// <summary>Found as a payload of a consume context that runs inside the outbox.</summary>
internal interface IHasUnitOfWork
{
    UnitOfWork UnitOfWork { get; }
}
