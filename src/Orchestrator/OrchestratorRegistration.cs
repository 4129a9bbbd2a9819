using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RetailBus.Orchestrator.Api;
using RetailBus.Orchestrator.Ledger;
using RetailBus.Orchestrator.Runs;
using RetailBus.Platform.Bus;
using RetailBus.Platform.Hosting;

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
        return builder.AddToBus(bus => bus.AddRuns());
    }

    /// <summary>Maps <c>/api/runs</c>.</summary>
    public static IEndpointRouteBuilder MapOrchestrator(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapRuns();
        return routes;
    }

    internal static IServiceCollection AddRunLedger(this IServiceCollection services)
    {
        services.AddOptions<OrchestratorOptions>()
            .BindConfiguration(OrchestratorOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton<RunDesk>();
        services.TryAddSingleton<InMemoryRunLedger>();
        services.TryAddSingleton<IRunLedger>(provider => provider.GetRequiredService<InMemoryRunLedger>());
        services.AddSingleton<IStateObserver<BatchRun>>(provider => provider.GetRequiredService<InMemoryRunLedger>());
        return services;
    }

    internal static void AddRuns(this IBusRegistrationConfigurator bus) =>
        bus.AddSagaStateMachine<BatchRunStateMachine, BatchRun>(typeof(BatchRunDefinition)).InMemoryRepository();
}
