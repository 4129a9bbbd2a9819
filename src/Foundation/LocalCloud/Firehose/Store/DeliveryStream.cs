namespace RetailBus.LocalCloud.Firehose.Store;

internal sealed record DeliveryStream(string Name, DateTimeOffset Created, Destination Destination)
{
    /// <summary>Destinations cannot be changed here, so every stream is at its first version.</summary>
    public const int Version = 1;
}
