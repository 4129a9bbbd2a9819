using MassTransit;
using MassTransit.Configuration;

namespace RetailBus.AmazonSqs.Configuration;

/// <summary>Collects the topics that the endpoint's consumers need.</summary>
internal sealed class SqsReceiveEndpointBuilder(SqsReceiveEndpointConfiguration configuration) : ReceiveEndpointBuilder(configuration)
{
    public override ConnectHandle ConnectConsumePipe<T>(IPipe<ConsumeContext<T>> pipe, ConnectPipeOptions options)
    {
        if (configuration.ConfigureConsumeTopology
            && options.HasFlag(ConnectPipeOptions.ConfigureConsumeTopology)
            && configuration.Topology.Consume.GetMessageTopology<T>().ConfigureConsumeTopology
            && GlobalTopology.IsConsumableMessageType(typeof(T)))
        {
            configuration.AddConsumed<T>();
        }

        return base.ConnectConsumePipe(pipe, options);
    }
}
