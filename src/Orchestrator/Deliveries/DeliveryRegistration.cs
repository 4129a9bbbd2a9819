using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Deliveries;

/// <summary>Expected deliveries: their options, the board, the saga.</summary>
internal static class DeliveryRegistration
{
    public static void AddDeliveries(this IServiceCollection services)
    {
        services.AddOptions<DeliveryOptions>().BindConfiguration(DeliveryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddTransient<DeliveryBoard>();
        services.TryAddTransient<OverdueDeliveries>();
    }

    public static void AddDeliveries(this IBusRegistrationConfigurator bus) =>
        bus.AddSagaStateMachine<StoreDeliveryStateMachine, StoreDelivery>(typeof(StoreDeliveryDefinition)).SqlRepository(StoreDeliveryTable.Declare);
}
