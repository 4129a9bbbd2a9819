namespace RetailBus.AmazonSqs.Tests.Messages;

public sealed record PriceAnswer(string Item, decimal Price);
