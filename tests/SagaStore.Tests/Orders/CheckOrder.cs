namespace RetailBus.SagaStore.Tests.Orders;

public sealed record CheckOrder(Guid OrderId);
