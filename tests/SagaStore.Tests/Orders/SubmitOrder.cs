namespace RetailBus.SagaStore.Tests.Orders;

public sealed record SubmitOrder(
    Guid OrderId,
    string? Customer = null,
    Priority Priority = Priority.Normal,
    DateTimeOffset SubmittedAt = default,
    Guid? ParentId = null);
