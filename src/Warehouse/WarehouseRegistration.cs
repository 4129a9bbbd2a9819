using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RetailBus.Platform.Bus;
using RetailBus.Platform.Hosting;
using RetailBus.Platform.Progress;
using RetailBus.Platform.Storage;
using RetailBus.Platform.Telemetry;
using RetailBus.Warehouse.DuckDb;
using RetailBus.Warehouse.Erasing;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Serving;
using RetailBus.Warehouse.Telemetry;

namespace RetailBus.Warehouse;

/// <summary>LOAD and SERVE for a host.</summary>
public static class WarehouseRegistration
{
    /// <summary>Adds the warehouse, its consumers, reader and health. The host opens its file when it starts, or refuses to start.</summary>
    public static IHostApplicationBuilder AddWarehouse(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPlatform().AddZones();
        var services = builder.Services;
        services.AddOptions<WarehouseOptions>().BindConfiguration(WarehouseOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddStageProgress();
        services.AddSingleton<WarehouseFile>();
        services.AddSingleton<DuckDbWarehouse>();
        services.AddSingleton<IWarehouse>(provider => provider.GetRequiredService<DuckDbWarehouse>());
        services.AddSingleton<IErasableWarehouse>(provider => provider.GetRequiredService<DuckDbWarehouse>());
        services.AddSingleton<IWarehouseReader, DuckDbReader>();
        services.AddSingleton<IBatchStage, LocalStage>();
        services.AddSingleton<ManifestReader>();
        services.AddSingleton<GroupCommitter>();
        services.AddHostedService(provider => provider.GetRequiredService<GroupCommitter>());
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            "warehouse",
            provider => new WarehouseHealth(provider.GetRequiredService<WarehouseFile>().Connect),
            failureStatus: null,
            tags: [PlatformEndpoints.Ready]));
        builder.AddSampledGauges<StoreGauges>();
        return builder.AddToBus(AddConsumers);
    }

    /// <summary>The consumers of the load queue.</summary>
    internal static void AddConsumers(IRegistrationConfigurator bus)
    {
        bus.AddConsumer<LoadBatchConsumer, LoadBatchConsumerDefinition>();
        bus.AddConsumer<CancelBatchConsumer, CancelBatchConsumerDefinition>();
        bus.AddConsumer<EraseWarehouseRowsConsumer, EraseWarehouseRowsDefinition>();
    }

    /// <summary>
    /// <c>POST /api/query</c>, <c>GET /api/sales/...</c>, <c>GET /api/where</c>, <c>GET /api/warehouse/balance|loads|batches|version</c>,
    /// <c>POST /api/warehouse/expirations</c>.
    /// </summary>
    public static IEndpointRouteBuilder MapWarehouse(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ServingEndpoints.Map(endpoints);
        endpoints.MapExpiry();
        return endpoints;
    }
}
