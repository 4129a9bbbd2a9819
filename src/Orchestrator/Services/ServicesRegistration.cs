using Microsoft.Extensions.DependencyInjection.Extensions;
using RetailBus.Platform.Security;

namespace RetailBus.Orchestrator.Services;

/// <summary>The other services' HTTP APIs that the orchestrator uses.</summary>
internal static class ServicesRegistration
{
    /// <summary>A service that does not answer in this time is taken for away. Reading a large warehouse's history takes long.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    public static void AddOtherServices(this IServiceCollection services)
    {
        services.AddOptions<ServiceAddresses>().BindConfiguration(ServiceAddresses.Section);
        services.TryAddSingleton<ServiceLocator>();
        services.AddHttpClient<WarehouseClient>(http => http.Timeout = Timeout);
        services.AddHttpClient<IngestClient>(http => http.Timeout = Timeout);
        services.AddHttpClient<TransformClient>(http => http.Timeout = Timeout);
    }

    /// <summary>The other services learn by the services' key who asks.</summary>
    public static void AddServiceKeys(this IServiceCollection services)
    {
        services.AddHttpClient<WarehouseClient>().AddHttpMessageHandler<ServiceCalls>();
        services.AddHttpClient<TransformClient>().AddHttpMessageHandler<ServiceCalls>();
        services.AddHttpClient<IngestClient>().AddHttpMessageHandler<ServiceCalls>();
    }
}
