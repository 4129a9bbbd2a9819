namespace RetailBus.AmazonSqs.Tests.Messages;

public sealed record OrderClosed
{
    public Guid OrderId { get; init; }
}
