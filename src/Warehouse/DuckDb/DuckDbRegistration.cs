using Microsoft.Extensions.Diagnostics.HealthChecks;
using RetailBus.Warehouse.Erasing;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Serving;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>The embedded engine in a host. Its file is opened when the first of these is asked for.</summary>
internal static class DuckDbRegistration
{
    public static IServiceCollection AddDuckDbWarehouse(this IServiceCollection services)
    {
        const string Engine = WarehouseOptions.DuckDb;
        services.AddSingleton<WarehouseFile>();
        services.AddSingleton<DuckDbWarehouse>();
        services.AddKeyedSingleton<IWarehouse>(Engine, (provider, _) => provider.GetRequiredService<DuckDbWarehouse>());
        services.AddKeyedSingleton<IErasableWarehouse>(Engine, (provider, _) => provider.GetRequiredService<DuckDbWarehouse>());
        services.AddKeyedSingleton<IWarehouseReader, DuckDbReader>(Engine);
        services.AddKeyedSingleton<IBatchStage, LocalStage>(Engine);
        services.AddKeyedSingleton<IHealthCheck>(
            Engine, (provider, _) => new WarehouseHealth(provider.GetRequiredService<WarehouseFile>().Connect));
        return services;
    }
}
