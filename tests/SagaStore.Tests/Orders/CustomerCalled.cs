namespace RetailBus.SagaStore.Tests.Orders;

public sealed record CustomerCalled(string Customer);
