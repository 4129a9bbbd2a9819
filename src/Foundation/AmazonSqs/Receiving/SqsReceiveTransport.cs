using MassTransit;
using MassTransit.Transports;
using RetailBus.AmazonSqs.Configuration;

namespace RetailBus.AmazonSqs.Receiving;

/// <summary>Starts receiving; can be started again after a stop.</summary>
internal sealed class SqsReceiveTransport(SqsReceiveEndpointContext context, SqsHostConfiguration host) : IReceiveTransport
{
    public ReceiveTransportHandle Start() => new SqsReceiveAgent(context, host.DeployTopologyOnly);

    public void Probe(ProbeContext probe) => context.Probe(probe.CreateScope("receiveTransport"));

    public ConnectHandle ConnectReceiveObserver(IReceiveObserver observer) => context.ConnectReceiveObserver(observer);

    public ConnectHandle ConnectReceiveTransportObserver(IReceiveTransportObserver observer) =>
        context.ConnectReceiveTransportObserver(observer);

    public ConnectHandle ConnectPublishObserver(IPublishObserver observer) => context.ConnectPublishObserver(observer);

    public ConnectHandle ConnectSendObserver(ISendObserver observer) => context.ConnectSendObserver(observer);
}
