using MassTransit;

namespace RetailBus.Orchestrator.Tests.Queues;

public sealed class TillConsumerDefinition : ConsumerDefinition<TillConsumer>
{
    public TillConsumerDefinition() => EndpointName = QueueHost.Queue;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<TillConsumer> consumerConfigurator,
        IRegistrationContext context) => endpointConfigurator.ConfigureConsumeTopology = false;
}
