namespace RetailBus.SagaStore.Tests.Orders;

public enum Priority
{
    Low,
    Normal,
    High,
}
