using MassTransit;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Bus;

namespace RetailBus.Warehouse.Loading;

internal sealed class LoadBatchConsumerDefinition : ConsumerDefinition<LoadBatchConsumer>
{
    public LoadBatchConsumerDefinition(IOptions<WarehouseOptions> options)
    {
        EndpointName = QueueNames.Load;
        ConcurrentMessageLimit = options.Value.ConcurrentBatches;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<LoadBatchConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.ConfigureConsumeTopology = false;
        endpointConfigurator.UseStageRetry();
    }
}
