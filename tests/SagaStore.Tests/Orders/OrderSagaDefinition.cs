using MassTransit;

namespace RetailBus.SagaStore.Tests.Orders;

public sealed class OrderSagaDefinition(OrderEndpoint endpoint) : SagaDefinition<OrderState>
{
    protected override void ConfigureSaga(
        IReceiveEndpointConfigurator endpointConfigurator, ISagaConfigurator<OrderState> sagaConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.ConcurrentMessageLimit = endpoint.Concurrency;
        endpointConfigurator.UseSagaStoreOutbox(context, options => options.UseInbox = endpoint.UseInbox);
    }
}
