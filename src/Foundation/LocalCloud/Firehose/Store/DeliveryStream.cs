namespace RetailBus.LocalCloud.Firehose.Store;

internal sealed record DeliveryStream(string Name, DateTimeOffset Created, Destination Destination, StreamSettings Settings);
