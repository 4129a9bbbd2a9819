namespace RetailBus.SagaStore.Tests.Orders;

public sealed record CloseOrder(Guid OrderId);
