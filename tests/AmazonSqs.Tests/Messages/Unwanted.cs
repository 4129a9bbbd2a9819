namespace RetailBus.AmazonSqs.Tests.Messages;

public sealed record Unwanted(string Text);
