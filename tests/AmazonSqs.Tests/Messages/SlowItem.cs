namespace RetailBus.AmazonSqs.Tests.Messages;

public sealed record SlowItem(string Text);
