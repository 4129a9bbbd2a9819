namespace RetailBus.SagaStore.Tests.Orders;

public sealed record CancelUrgent(Priority Priority, bool IsOpen);
