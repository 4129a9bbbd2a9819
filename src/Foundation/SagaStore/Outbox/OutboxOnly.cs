namespace RetailBus.SagaStore.Outbox;

internal sealed class OutboxOnly : IOutboxMode
{
    public static bool UsesInbox => false;
}
