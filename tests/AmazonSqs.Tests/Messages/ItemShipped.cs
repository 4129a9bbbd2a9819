namespace RetailBus.AmazonSqs.Tests.Messages;

public sealed record ItemShipped(string Text);
