namespace RetailBus.AmazonSqs.Tests.Messages;

public sealed record FailItem(string Text);
