namespace RetailBus.SagaStore.Outbox;

/// <summary>A message is handled once by each consumer.</summary>
internal sealed record InboxKey(Guid MessageId, Guid ConsumerId);
