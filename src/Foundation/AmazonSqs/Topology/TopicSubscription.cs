namespace RetailBus.AmazonSqs.Topology;

/// <summary>One topic that a queue wants, with what it wants of topic and subscription.</summary>
internal sealed class TopicSubscription(string topicName) : IAmazonSqsTopicSubscriptionConfigurator
{
    public string TopicName { get; } = topicName;

    public IDictionary<string, object> TopicAttributes { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    public IDictionary<string, object> TopicSubscriptionAttributes { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    public IDictionary<string, string> TopicTags { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
