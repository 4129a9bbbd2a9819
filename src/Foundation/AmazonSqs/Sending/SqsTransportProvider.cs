using MassTransit;
using MassTransit.Transports;
using RetailBus.AmazonSqs.Configuration;
using RetailBus.AmazonSqs.Topology;

namespace RetailBus.AmazonSqs.Sending;

/// <summary>Finds the transport for an address or a message type.</summary>
internal sealed class SqsTransportProvider(SqsHostConfiguration host, SqsTopologyConfiguration topology, ISerialization serialization)
    : ISendTransportProvider, IPublishTransportProvider
{
    public Uri NormalizeAddress(Uri address) => AmazonSqsEndpointAddress.Parse(host.HostAddress, address).ToUri();

    public Task<ISendTransport> GetSendTransport(Uri address)
    {
        TransportLogMessages.CreateSendTransport(address);
        var parsed = AmazonSqsEndpointAddress.Parse(host.HostAddress, address);
        return Task.FromResult<ISendTransport>(new SendTransport<PipeContext>(parsed.IsTopic
            ? new TopicSendTransportContext(host, serialization, new TopicSubscription(parsed.Name))
            : new QueueSendTransportContext(host, serialization, parsed)));
    }

    public Task<ISendTransport> GetPublishTransport<T>(Uri? publishAddress)
        where T : class
    {
        var message = topology.Publish.GetSqsTopology<T>();
        TransportLogMessages.CreatePublishTransport(publishAddress!);
        return Task.FromResult<ISendTransport>(
            new SendTransport<PipeContext>(new TopicSendTransportContext(host, serialization, message.CreateSubscription())));
    }
}
