using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RetailBus.Platform.Aws;
using RetailBus.Platform.Hosting;

namespace RetailBus.Platform.Storage;

/// <summary>The zones and S3, for the services that read or write objects.</summary>
public static class ZoneRegistration
{
    private static readonly TimeSpan HealthPatience = TimeSpan.FromSeconds(5);

    /// <summary>Safe to call by each service of one process: registers once.</summary>
    public static IHostApplicationBuilder AddZones(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.Properties.TryAdd(typeof(ZoneRegistration), true))
            return builder;

        var services = builder.Services;
        services.AddOptions<ZoneOptions>().BindConfiguration(ZoneOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<IAmazonS3>(provider => S3(provider.GetRequiredService<IOptions<AwsOptions>>().Value));
        services.AddHostedService<ZoneProvisioning>();
        services.AddHealthChecks().AddCheck<ZoneHealth>("object-store", tags: [PlatformEndpoints.Ready], timeout: HealthPatience);
        return builder;
    }

    private static AmazonS3Client S3(AwsOptions options)
    {
        var config = new AmazonS3Config
        {
            MaxStaleConnectionRetries = 0,

            // The SDK's own check of a whole object's checksum reads at a quarter of a gigabyte a second, more than all else of a large
            // file's staging. What a manifest names is checked by its SHA-256; TLS vouches for the way.
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
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
