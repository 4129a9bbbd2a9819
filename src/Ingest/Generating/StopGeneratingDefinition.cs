using MassTransit;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Bus;

namespace RetailBus.Ingest.Generating;

/// <summary>A queue of its own: on the generator's, a stop would wait behind the generations that it is to stop.</summary>
internal sealed class StopGeneratingDefinition : ConsumerDefinition<StopGeneratingConsumer>
{
    public StopGeneratingDefinition() => EndpointName = QueueNames.StopGenerating;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<StopGeneratingConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.ConfigureConsumeTopology = false;
        endpointConfigurator.UseStageRetry();
    }
}
