namespace RetailBus.AmazonSqs.Tests.Messages;

public sealed record OrderClosed(Guid OrderId);
