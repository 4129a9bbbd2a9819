using RetailBus.AmazonSqs.Topology;

namespace RetailBus.AmazonSqs.Broker;

/// <summary>Sees to it that queues and topics are there: makes them or checks them.</summary>
internal interface IBrokerTopology
{
    /// <summary>A receive queue with its side queues, policy and subscriptions.</summary>
    Task<DeployedQueue> DeployAsync(QueueDefinition definition, CancellationToken cancellationToken);

    /// <summary>A queue for messages set aside.</summary>
    /// <returns>Its URL.</returns>
    Task<string> DeploySideQueueAsync(string name, CancellationToken cancellationToken);

    /// <summary>A queue to send to that is not there.</summary>
    /// <returns>Its URL.</returns>
    Task<string> ReplaceMissingQueueAsync(string name, CancellationToken cancellationToken);

    /// <summary>A topic.</summary>
    /// <returns>Its ARN.</returns>
    Task<string> DeployTopicAsync(TopicSubscription topic, CancellationToken cancellationToken);

    /// <summary>Topics that are published to.</summary>
    Task DeployTopicsAsync(IReadOnlyList<TopicSubscription> topics, CancellationToken cancellationToken);

    /// <summary>What to tell a publisher whose topic SNS does not know; null: deploy it anew.</summary>
    Exception? MissingTopic(string name);

    /// <summary>Takes a temporary queue away with its subscriptions; what is already gone is no error.</summary>
    Task RemoveAsync(DeployedQueue queue, CancellationToken cancellationToken);
}
