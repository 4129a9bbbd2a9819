namespace RetailBus.SagaStore.Outbox;

/// <summary>Chooses the outbox with or without inbox per endpoint, by the type that MassTransit resolves the outbox for.</summary>
internal interface IOutboxMode
{
    static abstract bool UsesInbox { get; }
}
