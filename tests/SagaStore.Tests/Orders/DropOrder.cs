namespace RetailBus.SagaStore.Tests.Orders;

public sealed record DropOrder(Guid OrderId);
