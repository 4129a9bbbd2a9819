using MassTransit;
using RetailBus.AmazonSqs.Configuration;
using RetailBus.AmazonSqs.Topology;
using RetailBus.AwsClients.Sns;

namespace RetailBus.AmazonSqs.Sending;

/// <summary>Publishes to one topic.</summary>
internal sealed class TopicSendTransportContext(SqsHostConfiguration host, ISerialization serialization, TopicSubscription topic)
    : SqsSendTransportContext(host, serialization, topic.TopicName)
{
    protected override int MaxMessageBytes => Broker.Options.MaxTopicMessageBytes;

    protected override int DelaySeconds(TimeSpan delay) => throw new AmazonSqsTransportException(
        $"A message published to '{EntityName}' asks for a delay of {delay}: SNS has no delays. It was not sent: send it to a queue, "
        + "which delays by up to 15 minutes, or leave it to the run store's scheduler.");

    protected override async Task SendAsync(
        OutgoingMessage message, int delaySeconds, Type messageType, CancellationToken cancellationToken)
    {
        var wire = new SnsMessage(message.Body)
        {
            Attributes = message.Attributes.ToDictionary(a => a.Key, a => new SnsAttribute(a.Value)),
        };
        try
        {
            await PublishAsync(wire, message.Bytes, cancellationToken);
        }
        catch (SnsException refused) when (refused.IsNotFound)
        {
            Broker.ForgetTopic(EntityName);
            if (Broker.Deployment.MissingTopic(EntityName) is not { } missing)
            {
                await PublishAsync(wire, message.Bytes, cancellationToken);
                return;
            }

            // a fault that nobody asked for must not keep its message from the error queue
            if (!IsFault(messageType)) throw missing;
            TransportLog.FaultTopicMissing(Broker.Logger, EntityName);
        }
    }

    private static bool IsFault(Type messageType) =>
        messageType.IsAssignableTo(typeof(Fault)) || messageType.IsAssignableTo(typeof(ReceiveFault));

    private async Task PublishAsync(SnsMessage message, int bytes, CancellationToken cancellationToken)
    {
        var destination = await Broker.GetTopicAsync(topic, cancellationToken);
        await destination.PublishAsync(message, bytes, cancellationToken);
    }
}
