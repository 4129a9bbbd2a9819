using MassTransit;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Bus;

namespace RetailBus.Orchestrator.PublicEvents;

/// <summary>A queue of its own, so that a topic that can't be reached holds up nothing else.</summary>
internal sealed class PublicEventConsumerDefinition : ConsumerDefinition<PublicEventConsumer>
{
    private const int Concurrent = 16;

    public PublicEventConsumerDefinition()
    {
        EndpointName = QueueNames.PublicEvents;
        ConcurrentMessageLimit = Concurrent;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<PublicEventConsumer> consumerConfigurator,
        IRegistrationContext context) => endpointConfigurator.UseStageRetry();
}
