namespace RetailBus.SagaStore.Tests.Orders;

public sealed record OrderEndpoint(int Concurrency = 16, bool UseInbox = false);
