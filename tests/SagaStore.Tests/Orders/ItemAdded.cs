namespace RetailBus.SagaStore.Tests.Orders;

public sealed record ItemAdded(Guid OrderId, int Count);
