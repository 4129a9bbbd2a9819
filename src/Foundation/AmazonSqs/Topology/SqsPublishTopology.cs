using MassTransit;
using MassTransit.Topology;

namespace RetailBus.AmazonSqs.Topology;

internal sealed class SqsPublishTopology(IMessageTopology messageTopology) : PublishTopology
{
    public SqsMessagePublishTopology<T> GetSqsTopology<T>()
        where T : class =>
        (SqsMessagePublishTopology<T>)GetMessageTopology<T>();

    protected override IMessagePublishTopologyConfigurator CreateMessageTopology<T>()
    {
        var topology = new SqsMessagePublishTopology<T>(this, messageTopology.GetMessageTopology<T>());
        OnMessageTopologyCreated(topology);
        return topology;
    }
}
