using MassTransit;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Bus;

namespace RetailBus.Transform.Erasing;

/// <summary>The erasures' queue: one pass at a time.</summary>
internal sealed class EraseRowsDefinition : ConsumerDefinition<EraseRowsConsumer>
{
    public EraseRowsDefinition()
    {
        EndpointName = QueueNames.Erase;
        ConcurrentMessageLimit = 1;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<EraseRowsConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.ConfigureConsumeTopology = false;
        endpointConfigurator.UseStageRetry();
    }
}
