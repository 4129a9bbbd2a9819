namespace RetailBus.SagaStore.Tests.Orders;

public sealed record OrderEvent(string Text);
