using MassTransit;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Bus;

namespace RetailBus.Ingest.Generating;

/// <summary>The generator's queue: few generations at once, since each takes what the stream gives.</summary>
internal sealed class GenerateOrdersDefinition : ConsumerDefinition<GenerateOrdersConsumer>
{
    public GenerateOrdersDefinition()
    {
        EndpointName = QueueNames.Generate;
        ConcurrentMessageLimit = 2;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<GenerateOrdersConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.ConfigureConsumeTopology = false;
        endpointConfigurator.UseStageRetry();
    }
}
