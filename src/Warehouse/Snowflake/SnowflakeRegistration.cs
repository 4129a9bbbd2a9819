using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using RetailBus.Warehouse.Erasing;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Serving;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>
/// The Snowflake engine in a host. Nothing of it is asked for, and its options are not looked at, while another engine is configured.
/// </summary>
internal static class SnowflakeRegistration
{
    public static IServiceCollection AddSnowflakeWarehouse(this IServiceCollection services)
    {
        const string Engine = WarehouseOptions.Snowflake;
        services.AddSnowflakeApi();
        services.AddSingleton(provider => new SnowflakeSql(Options(provider).Stage));
        services.AddSingleton(provider => new SnowflakeWarehouse(
            provider.GetRequiredService<ISqlApi>(),
            provider.GetRequiredService<SnowflakeSql>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SnowflakeWarehouse>>()));
        services.AddKeyedSingleton<IWarehouse>(Engine, (provider, _) => provider.GetRequiredService<SnowflakeWarehouse>());
        services.AddKeyedSingleton<IErasableWarehouse>(Engine, (provider, _) => provider.GetRequiredService<SnowflakeWarehouse>());
        services.AddKeyedSingleton<IWarehouseReader>(Engine, (provider, _) => new SnowflakeReader(
            provider.GetRequiredService<ISqlApi>(),
            Options(provider).ReaderRole,
            provider.GetRequiredService<IOptions<WarehouseOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddKeyedSingleton<IBatchStage, SnowflakeStage>(Engine);
        services.AddKeyedSingleton<IHealthCheck, SnowflakeReadiness>(Engine);
        services.AddSingleton(provider => new SnowflakeHealth(
            IsUsed(provider) ? provider.GetRequiredService<ISqlApi>() : null,
            IsUsed(provider) ? Options(provider).Warehouse : "",
            provider.GetRequiredService<TimeProvider>()));
        services.AddHealthChecks().AddCheck<SnowflakeHealth>("snowflake", HealthStatus.Degraded, [SnowflakeHealth.Tag]);
        services.AddSingleton(Check);
        return services;
    }

    private static SnowflakeCheck Check(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<WarehouseOptions>>();
        return !IsUsed(provider)
            ? new SnowflakeCheck(options)
            : new SnowflakeCheck(
                options, provider.GetRequiredService<ISqlApi>(), provider.GetRequiredService<SnowflakeSql>(), Options(provider));
    }

    private static bool IsUsed(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<WarehouseOptions>>().Value.Engine == WarehouseOptions.Snowflake;

    private static SnowflakeOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<SnowflakeOptions>>().Value;
}
