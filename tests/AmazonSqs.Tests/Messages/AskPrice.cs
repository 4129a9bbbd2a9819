namespace RetailBus.AmazonSqs.Tests.Messages;

public sealed record AskPrice(string Item);
