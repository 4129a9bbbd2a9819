namespace RetailBus.SagaStore.Tests.Orders;

public sealed record OrderMissing(Guid OrderId);
