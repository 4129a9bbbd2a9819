namespace RetailBus.SagaStore.Outbox;

internal sealed class InboxAndOutbox : IOutboxMode
{
    public static bool UsesInbox => true;
}
