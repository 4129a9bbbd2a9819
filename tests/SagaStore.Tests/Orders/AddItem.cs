namespace RetailBus.SagaStore.Tests.Orders;

public sealed record AddItem(Guid OrderId);
