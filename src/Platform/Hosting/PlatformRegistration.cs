using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using RetailBus.Platform.Aws;
using RetailBus.Platform.Datasets;
using RetailBus.Platform.Security;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Platform.Hosting;

/// <summary>What every service shares: options, telemetry, guards, health.</summary>
public static class PlatformRegistration
{
    /// <summary>Safe to call by each service of one process: registers once.</summary>
    public static IHostApplicationBuilder AddPlatform(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.Properties.TryAdd(typeof(PlatformRegistration), true))
            return builder;

        var services = builder.Services;
        services.AddOptions<AwsOptions>().BindConfiguration(AwsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DatasetOptions>().BindConfiguration(DatasetOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DatasetCatalog>();
        services.AddProblemDetails();
        services.AddHealthChecks();
        builder.AddSecurity();
        TelemetryRegistration.AddTelemetry(builder);
        return builder;
    }
}
