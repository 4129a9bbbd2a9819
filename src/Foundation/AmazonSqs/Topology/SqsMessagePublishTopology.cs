using System.Diagnostics.CodeAnalysis;
using MassTransit;
using MassTransit.Topology;

namespace RetailBus.AmazonSqs.Topology;

internal sealed class SqsMessagePublishTopology<TMessage>(IPublishTopology publishTopology, IMessageTopology<TMessage> messageTopology)
    : MessagePublishTopology<TMessage>(publishTopology), IAmazonSqsMessagePublishTopologyConfigurator<TMessage>
    where TMessage : class
{
    public IDictionary<string, object> TopicAttributes { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    public IDictionary<string, object> TopicSubscriptionAttributes { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    public IDictionary<string, string> TopicTags { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string TopicName => messageTopology.EntityName;

    public override bool TryGetPublishAddress(Uri baseAddress, [NotNullWhen(true)] out Uri? publishAddress)
    {
        var temporary = MessageTypeCache<TMessage>.IsTemporaryMessageType;
        publishAddress = AmazonSqsEndpointAddress.ForTopic(baseAddress, TopicName, !temporary, temporary).ToUri();
        return true;
    }

    public TopicSubscription CreateSubscription()
    {
        var subscription = new TopicSubscription(TopicName);
        foreach (var (key, value) in TopicAttributes) subscription.TopicAttributes[key] = value;
        foreach (var (key, value) in TopicSubscriptionAttributes) subscription.TopicSubscriptionAttributes[key] = value;
        foreach (var (key, value) in TopicTags) subscription.TopicTags[key] = value;
        return subscription;
    }
}
