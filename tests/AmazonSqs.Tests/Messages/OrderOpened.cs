namespace RetailBus.AmazonSqs.Tests.Messages;

public sealed record OrderOpened(Guid OrderId);
