namespace RetailBus.SagaStore.Tests.Orders;

public sealed record ReviewOrder(Guid OrderId);
