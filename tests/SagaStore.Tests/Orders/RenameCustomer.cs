namespace RetailBus.SagaStore.Tests.Orders;

public sealed record RenameCustomer(Guid OrderId, string Customer);
