namespace RetailBus.AmazonSqs;

/// <summary>An SNS topic.</summary>
public interface IAmazonSqsTopicConfigurator
{
    /// <summary>SNS topic attributes, e.g. <c>KmsMasterKeyId</c>. All who create the topic must give the same.</summary>
    IDictionary<string, object> TopicAttributes { get; }

    /// <summary>SNS subscription attributes for subscriptions of this topic.</summary>
    IDictionary<string, object> TopicSubscriptionAttributes { get; }

    /// <summary>Tags set when the topic is created.</summary>
    IDictionary<string, string> TopicTags { get; }
}
