namespace RetailBus.AmazonSqs.Tests.Messages;

public sealed record ShipItem(string Text);
