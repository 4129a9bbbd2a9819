using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using RetailBus.Platform.Bus;
using RetailBus.Platform.Hosting;
using RetailBus.Platform.Progress;
using RetailBus.Platform.Storage;
using RetailBus.Platform.Telemetry;
using RetailBus.Warehouse.DuckDb;
using RetailBus.Warehouse.Erasing;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Serving;
using RetailBus.Warehouse.Snowflake;
using RetailBus.Warehouse.Telemetry;

namespace RetailBus.Warehouse;

/// <summary>LOAD and SERVE for a host.</summary>
public static class WarehouseRegistration
{
    /// <summary>
    /// Adds the warehouse, its consumers, reader and health. Which engine it is, configuration says; the embedded one opens its file when the
    /// host starts, or refuses to.
    /// </summary>
    public static IHostApplicationBuilder AddWarehouse(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPlatform().AddZones();
        var services = builder.Services;
        services.AddOptions<WarehouseOptions>().BindConfiguration(WarehouseOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddStageProgress();
        services.AddDuckDbWarehouse();
        services.AddSnowflakeWarehouse();
        services.AddSingleton(OfEngine<IWarehouse>);
        services.AddSingleton(OfEngine<IErasableWarehouse>);
        services.AddSingleton(OfEngine<IWarehouseReader>);
        services.AddSingleton(OfEngine<IBatchStage>);
        services.AddSingleton<ManifestReader>();
        services.AddSingleton<GroupCommitter>();
        services.AddHostedService(provider => provider.GetRequiredService<GroupCommitter>());
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            "warehouse",
            OfEngine<IHealthCheck>,
            failureStatus: null,
            tags: [PlatformEndpoints.Ready]));
        builder.AddSampledGauges<StoreGauges>();
        return builder.AddToBus(AddConsumers);
    }

    /// <summary>The configured engine's own.</summary>
    private static T OfEngine<T>(IServiceProvider provider)
        where T : notnull =>
        provider.GetRequiredKeyedService<T>(provider.GetRequiredService<IOptions<WarehouseOptions>>().Value.Engine);

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
