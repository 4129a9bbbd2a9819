using MassTransit;
using MassTransit.Configuration;
using MassTransit.Observables;
using RetailBus.AmazonSqs.Topology;

namespace RetailBus.AmazonSqs.Configuration;

internal sealed class SqsBusConfiguration : SqsEndpointConfiguration, IBusConfiguration
{
    private readonly BusObservable _busObservers = new();

    public SqsBusConfiguration(SqsTopologyConfiguration topology)
        : base(topology)
    {
        HostConfiguration = new SqsHostConfiguration(this);
        BusEndpointConfiguration = CreateEndpointConfiguration(true);
    }

    public SqsHostConfiguration HostConfiguration { get; }

    public SqsEndpointConfiguration BusEndpointConfiguration { get; }

    IHostConfiguration IBusConfiguration.HostConfiguration => HostConfiguration;

    IEndpointConfiguration IBusConfiguration.BusEndpointConfiguration => BusEndpointConfiguration;

    IBusObserver IBusConfiguration.BusObservers => _busObservers;

    public ConnectHandle ConnectBusObserver(IBusObserver observer) => _busObservers.Connect(observer);

    public ConnectHandle ConnectEndpointConfigurationObserver(IEndpointConfigurationObserver observer) =>
        HostConfiguration.ConnectEndpointConfigurationObserver(observer);
}
