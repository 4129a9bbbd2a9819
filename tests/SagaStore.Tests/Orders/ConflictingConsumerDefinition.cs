using MassTransit;

namespace RetailBus.SagaStore.Tests.Orders;

public sealed class ConflictingConsumerDefinition : ConsumerDefinition<ConflictingConsumer>
{
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<ConflictingConsumer> consumerConfigurator,
        IRegistrationContext context) => endpointConfigurator.UseSagaStoreOutbox(context);
}
