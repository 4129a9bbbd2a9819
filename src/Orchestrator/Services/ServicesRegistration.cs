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
        services.AddHttpClient<WarehouseClient>(http => http.Timeout = Timeout).AddHttpMessageHandler<ServiceCalls>();
        services.AddHttpClient<IngestClient>(http => http.Timeout = Timeout).AddHttpMessageHandler<ServiceCalls>();
        services.AddHttpClient<TransformClient>(http => http.Timeout = Timeout).AddHttpMessageHandler<ServiceCalls>();
    }
}
