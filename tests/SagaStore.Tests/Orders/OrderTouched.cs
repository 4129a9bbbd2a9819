namespace RetailBus.SagaStore.Tests.Orders;

public sealed record OrderTouched(Guid OrderId, string By);
