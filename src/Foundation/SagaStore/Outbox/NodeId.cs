namespace RetailBus.SagaStore.Outbox;

/// <summary>Names this process as the holder of leases; a new one at each start.</summary>
internal sealed record NodeId(Guid Value);
