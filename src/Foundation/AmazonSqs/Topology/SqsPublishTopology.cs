using System.Collections.Concurrent;
using MassTransit;
using MassTransit.Topology;

namespace RetailBus.AmazonSqs.Topology;

internal sealed class SqsPublishTopology(IMessageTopology messageTopology) : PublishTopology
{
    private readonly ConcurrentQueue<Func<TopicSubscription?>> _topics = new();

    /// <summary>Those of all message types met so far, but for the excluded.</summary>
    public IReadOnlyList<TopicSubscription> Topics => [.. _topics.Select(topic => topic()).OfType<TopicSubscription>()];

    public SqsMessagePublishTopology<T> GetSqsTopology<T>()
        where T : class =>
        (SqsMessagePublishTopology<T>)GetMessageTopology<T>();

    protected override IMessagePublishTopologyConfigurator CreateMessageTopology<T>()
    {
        var topology = new SqsMessagePublishTopology<T>(this, messageTopology.GetMessageTopology<T>());
        OnMessageTopologyCreated(topology);
        _topics.Enqueue(() => topology.Exclude ? null : topology.CreateSubscription());
        return topology;
    }
}
