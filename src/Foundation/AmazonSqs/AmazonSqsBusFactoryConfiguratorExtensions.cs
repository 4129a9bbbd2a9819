using MassTransit;
using RetailBus.AmazonSqs.Configuration;

namespace RetailBus.AmazonSqs;

/// <summary>Registers the transport.</summary>
public static class AmazonSqsBusFactoryConfiguratorExtensions
{
    /// <summary>Amazon SNS and SQS carry the bus's messages.</summary>
    public static void UsingAmazonSqs(
        this IBusRegistrationConfigurator configurator,
        Action<IBusRegistrationContext, IAmazonSqsBusFactoryConfigurator>? configure = null) =>
        configurator.SetBusFactory(new SqsRegistrationBusFactory(configure));

    /// <summary>The host by its address, <c>amazonsqs://region[/scope]</c>.</summary>
    public static void Host(
        this IAmazonSqsBusFactoryConfigurator configurator, Uri hostAddress, Action<IAmazonSqsHostConfigurator> configure)
    {
        var host = new HostConfigurator(hostAddress);
        configure(host);
        configurator.Host(host.Settings);
    }

    /// <summary>The host by its region.</summary>
    public static void Host(
        this IAmazonSqsBusFactoryConfigurator configurator, string region, Action<IAmazonSqsHostConfigurator> configure) =>
        configurator.Host(new UriBuilder(AmazonSqsEndpointAddress.Scheme, region).Uri, configure);

    /// <summary>A callback for every configured endpoint that runs on this transport.</summary>
    public static void AddAmazonSqsConfigureEndpointsCallback(
        this IBusRegistrationConfigurator configurator,
        Action<IRegistrationContext, string, IAmazonSqsReceiveEndpointConfigurator> callback) =>
        configurator.AddConfigureEndpointsCallback((context, name, endpoint) =>
        {
            if (endpoint is IAmazonSqsReceiveEndpointConfigurator sqs) callback(context, name, sqs);
        });
}
