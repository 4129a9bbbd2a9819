using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RetailBus.Orchestrator.Api;
using RetailBus.Orchestrator.Ledger;
using RetailBus.Orchestrator.Queues;
using RetailBus.Orchestrator.Runs;
using RetailBus.Orchestrator.Storage;
using RetailBus.Orchestrator.Watch;
using RetailBus.Platform.Bus;
using RetailBus.Platform.Hosting;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator;

/// <summary>The orchestrator's registrations.</summary>
public static class OrchestratorRegistration
{
    /// <summary>Adds the saga and the ledger; the host calls <c>AddBus</c> after all services were added.</summary>
    public static IHostApplicationBuilder AddOrchestrator(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPlatform();
        builder.Services.AddRunLedger();
        builder.Services.AddQueues();
        builder.Services.AddHostedService<RunWatch>();
        return builder.AddToBus(bus => bus.AddRuns());
    }

    /// <summary>Maps <c>/api/runs</c>, <c>/api/queues</c> and <c>/api/quarantine</c>.</summary>
    public static IEndpointRouteBuilder MapOrchestrator(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapRuns();
        routes.MapQueues();
        routes.MapQuarantine();
        return routes;
    }

    internal static IServiceCollection AddRunLedger(this IServiceCollection services)
    {
        services.AddOptions<OrchestratorOptions>()
            .BindConfiguration(OrchestratorOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddRunStore();
        services.TryAddSingleton<RunDesk>();
        services.TryAddSingleton<OverdueRuns>();
        services.TryAddSingleton<IRunLedger, StoredRunLedger>();
        return services;
    }

    internal static void AddRuns(this IBusRegistrationConfigurator bus) =>
        bus.AddSagaStateMachine<BatchRunStateMachine, BatchRun>(typeof(BatchRunDefinition)).SqlRepository(RunTable.Declare);
}
