using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RetailBus.Orchestrator.Api;
using RetailBus.Orchestrator.Deliveries;
using RetailBus.Orchestrator.Ledger;
using RetailBus.Orchestrator.Lineage;
using RetailBus.Orchestrator.Notifications;
using RetailBus.Orchestrator.PublicEvents;
using RetailBus.Orchestrator.Quality;
using RetailBus.Orchestrator.Queues;
using RetailBus.Orchestrator.Reconciling;
using RetailBus.Orchestrator.Replays;
using RetailBus.Orchestrator.Retaining;
using RetailBus.Orchestrator.Runs;
using RetailBus.Orchestrator.Services;
using RetailBus.Orchestrator.Storage;
using RetailBus.Orchestrator.Telemetry;
using RetailBus.Orchestrator.Tracing;
using RetailBus.Orchestrator.Watch;
using RetailBus.Platform.Bus;
using RetailBus.Platform.Hosting;
using RetailBus.Platform.Storage;
using RetailBus.Platform.Telemetry;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator;

/// <summary>The orchestrator's registrations.</summary>
public static class OrchestratorRegistration
{
    /// <summary>Adds the sagas, the ledger, the watch and notifications; the host calls <c>AddBus</c> after all services were added.</summary>
    public static IHostApplicationBuilder AddOrchestrator(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPlatform().AddZones();
        builder.Services.AddRunLedger();
        builder.Services.AddQueues();
        builder.Services.AddServiceKeys();
        builder.Services.AddReconciling();
        builder.Services.AddRetention();
        builder.Services.AddNotifications();
        builder.Services.AddRunTraces();
        builder.AddLineage();
        builder.AddPublicEvents();
        builder.Services.AddHostedService<RunWatch>();
        builder.Services.AddHostedService<ReconcileWatch>();
        builder.Services.AddHostedService<DeliveryWatch>();
        builder.Services.AddHostedService<RetentionWatch>();
        builder.AddSampledGauges<RunGauges>().AddSampledGauges<QueueGauges>().AddSampledGauges<OutboxGauges>();
        return builder.AddToBus(bus =>
        {
            bus.AddRuns();
            bus.AddNotifications();
        });
    }

    /// <summary>
    /// Maps <c>/api/runs</c>, <c>/api/queues</c>, <c>/api/quarantine</c>, <c>/api/replays</c>, <c>/api/reconcile</c>,
    /// <c>/api/deliveries</c> and <c>/api/retention</c>.
    /// </summary>
    public static IEndpointRouteBuilder MapOrchestrator(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapRuns();
        routes.MapQueues();
        routes.MapQuarantine();
        routes.MapReplays();
        routes.MapReconcile();
        routes.MapDeliveries();
        routes.MapRetention();
        routes.MapTraces();
        return routes;
    }

    internal static IServiceCollection AddRunLedger(this IServiceCollection services)
    {
        services.AddOptions<OrchestratorOptions>()
            .BindConfiguration(OrchestratorOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OrchestratorOptions>, QualityValidator>());
        services.AddRunStore();
        services.AddOtherServices();
        services.AddDeliveries();
        services.TryAddSingleton<RunDesk>();
        services.TryAddTransient<ReplaySelector>();
        services.TryAddTransient<ReplayDesk>();
        services.TryAddSingleton<StalledReplays>();
        services.TryAddSingleton<OverdueRuns>();
        services.TryAddSingleton<IRunLedger, StoredRunLedger>();
        return services;
    }

    internal static void AddNotifications(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<NotificationConsumer, NotificationConsumerDefinition>();

    internal static void AddRuns(this IBusRegistrationConfigurator bus)
    {
        bus.AddSagaStateMachine<BatchRunStateMachine, BatchRun>(typeof(BatchRunDefinition)).SqlRepository(RunTable.Declare);
        bus.AddSagaStateMachine<ReplayPlanStateMachine, ReplayPlan>(typeof(ReplayPlanDefinition)).SqlRepository(ReplayTable.Declare);
        bus.AddDeliveries();
    }
}
