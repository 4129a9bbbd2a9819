namespace RetailBus.SagaStore.Tests.Orders;

public sealed record OrderClosed(Guid OrderId);
