using MassTransit;
using RetailBus.Contracts.Names;

namespace RetailBus.Warehouse.Loading;

/// <summary>On the loads' own queue, whose retries are set by <see cref="LoadBatchConsumerDefinition"/>.</summary>
internal sealed class CancelBatchConsumerDefinition : ConsumerDefinition<CancelBatchConsumer>
{
    public CancelBatchConsumerDefinition() => EndpointName = QueueNames.Load;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<CancelBatchConsumer> consumerConfigurator,
        IRegistrationContext context) => endpointConfigurator.ConfigureConsumeTopology = false;
}
