namespace RetailBus.SagaStore.Tests.Orders;

public sealed record TouchOrder(Guid OrderId);
