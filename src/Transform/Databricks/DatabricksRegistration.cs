using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using RetailBus.Transform.Hosting;

namespace RetailBus.Transform.Databricks;

/// <summary>The Databricks engine in a host.</summary>
internal static class DatabricksRegistration
{
    public static void AddDatabricks(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<DatabricksOptions>, DatabricksOptionsValidator>();
        services.AddOptions<DatabricksOptions>().BindConfiguration($"{TransformOptions.Section}:Databricks").ValidateOnStart();
        services.AddSingleton<ExternalDocuments>();
        services.AddSingleton<ExternalStops>();
        services.AddSingleton<RunNotes>();
        services.AddSingleton<DatabricksTransformEngine>();

        // The timeout is the request's own. No redirect: the token goes to the configured workspace only.
        services.AddHttpClient(nameof(DatabricksJobs), http => http.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
        services.AddSingleton(provider => new WorkspaceCheck(
            provider.GetRequiredService<IDatabricksJobs>(), Options(provider), provider.GetRequiredService<IOptions<TransformOptions>>()));
        services.AddSingleton<WorkspaceHealth>();
        services.AddHealthChecks().AddCheck<WorkspaceHealth>("databricks", HealthStatus.Degraded, [WorkspaceHealth.Tag]);
        services.AddSingleton(provider => new DatabricksTokens(
            Http(provider), Options(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(DatabricksJobs.Of);
    }

    private static HttpClient Http(IServiceProvider provider) => provider.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(DatabricksJobs));

    private static IOptions<DatabricksOptions> Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<DatabricksOptions>>();
}
