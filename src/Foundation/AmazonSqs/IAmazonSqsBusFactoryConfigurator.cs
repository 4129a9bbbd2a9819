using MassTransit;

namespace RetailBus.AmazonSqs;

/// <summary>Configures a bus on Amazon SNS and SQS.</summary>
public interface IAmazonSqsBusFactoryConfigurator :
    IBusFactoryConfigurator<IAmazonSqsReceiveEndpointConfigurator>,
    IAmazonSqsQueueEndpointConfigurator
{
    /// <summary>The region or broker to use. The last call wins.</summary>
    void Host(AmazonSqsHostSettings settings);

    /// <summary>Attributes, tags and whether a message type has a topic at all.</summary>
    void Publish<T>(Action<IAmazonSqsMessagePublishTopologyConfigurator<T>>? configureTopology)
        where T : class;

    /// <summary>The temporary queue that responses come back to. Default: a generated name, unique to the process.</summary>
    void OverrideDefaultBusEndpointQueueName(string value);
}
