namespace RetailBus.SagaStore.Tests.Orders;

public sealed record BreakOrder(Guid OrderId);
