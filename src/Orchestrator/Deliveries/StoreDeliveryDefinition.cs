using MassTransit;
using RetailBus.Contracts.Names;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Deliveries;

/// <summary>The queue of deliveries that are owed.</summary>
public sealed class StoreDeliveryDefinition : SagaDefinition<StoreDelivery>
{
    private const int Retries = 12;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    public StoreDeliveryDefinition()
    {
        EndpointName = QueueNames.Deliveries;
        ConcurrentMessageLimit = 1;
    }

    /// <inheritdoc/>
    protected override void ConfigureSaga(
        IReceiveEndpointConfigurator endpointConfigurator, ISagaConfigurator<StoreDelivery> sagaConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.ConfigureConsumeTopology = false;
        endpointConfigurator.UseMessageRetry(retry => retry.Exponential(Retries, First, Longest, First));
        endpointConfigurator.UseSagaStoreOutbox(context);
    }
}
