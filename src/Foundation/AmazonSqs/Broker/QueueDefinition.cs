using RetailBus.AmazonSqs.Topology;

namespace RetailBus.AmazonSqs.Broker;

/// <summary>What a receive endpoint wants of the broker.</summary>
internal sealed record QueueDefinition(string Name)
{
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> SubscriptionAttributes { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<TopicSubscription> Subscriptions { get; init; } = [];

    /// <summary>Null for no dead-letter queue.</summary>
    public int? MaxReceiveCount { get; init; }

    /// <summary>Queues for failed and unwanted messages, which are made when they are first needed.</summary>
    public IReadOnlyList<string> SideQueues { get; init; } = [];

    /// <summary>The queue goes with its endpoint.</summary>
    public bool IsTemporary { get; init; }

    public string DeadLetterQueueName => Name + "_dead";
}
