using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RetailBus.Platform.Aws;
using RetailBus.Platform.Datasets;
using RetailBus.Platform.Security;
using RetailBus.Platform.Storage;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Platform.Hosting;

/// <summary>What every service shares: options, clients, telemetry, health.</summary>
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
        services.AddOptions<ZoneOptions>().BindConfiguration(ZoneOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DatasetOptions>().BindConfiguration(DatasetOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DatasetCatalog>();
        services.TryAddSingleton<IAmazonS3>(provider => S3(provider.GetRequiredService<IOptions<AwsOptions>>().Value));
        services.AddProblemDetails();
        services.AddHealthChecks();
        services.AddHostedService<LoopbackOnly>();
        services.AddHostedService<ZoneProvisioning>();
        TelemetryRegistration.AddTelemetry(builder);
        return builder;
    }

    private static AmazonS3Client S3(AwsOptions options)
    {
        var config = new AmazonS3Config { MaxStaleConnectionRetries = 0 };
        if (options.ServiceUrl is { } url)
        {
            config.ServiceURL = url.ToString();
            config.AuthenticationRegion = options.Region;
            config.ForcePathStyle = true;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }

        return options.AccessKeyId is null
            ? new AmazonS3Client(config)
            : new AmazonS3Client(new BasicAWSCredentials(options.AccessKeyId, options.SecretAccessKey), config);
    }
}
