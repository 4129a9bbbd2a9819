namespace RetailBus.SagaStore.Tests.Orders;

public sealed record OrderSubmitted(Guid OrderId);
