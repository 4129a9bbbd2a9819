using MassTransit.Transports;

namespace RetailBus.AmazonSqs.Receiving;

internal sealed class NoDeliveries : DeliveryMetrics
{
    public static readonly NoDeliveries Instance = new();

    public long DeliveryCount => 0;

    public int ConcurrentDeliveryCount => 0;
}
