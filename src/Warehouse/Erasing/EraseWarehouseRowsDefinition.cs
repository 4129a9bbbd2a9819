using MassTransit;
using RetailBus.Contracts.Names;

namespace RetailBus.Warehouse.Erasing;

/// <summary>On the loads' own queue, whose retries are set by <see cref="Loading.LoadBatchConsumerDefinition"/>.</summary>
internal sealed class EraseWarehouseRowsDefinition : ConsumerDefinition<EraseWarehouseRowsConsumer>
{
    public EraseWarehouseRowsDefinition() => EndpointName = QueueNames.Load;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<EraseWarehouseRowsConsumer> consumerConfigurator,
        IRegistrationContext context) => endpointConfigurator.ConfigureConsumeTopology = false;
}
