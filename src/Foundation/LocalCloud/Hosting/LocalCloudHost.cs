using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RetailBus.LocalCloud.Faults;
using RetailBus.LocalCloud.Firehose;
using RetailBus.LocalCloud.Hosting.Signing;
using RetailBus.LocalCloud.Metering;
using RetailBus.LocalCloud.S3;
using RetailBus.LocalCloud.Sqs;
using RetailBus.LocalCloud.Sqs.Engine;

namespace RetailBus.LocalCloud.Hosting;

/// <summary>Builds the web application; nothing of the surrounding program's configuration or environment reaches it.</summary>
internal static class LocalCloudHost
{
    private const int MaxRequestLineBytes = 64 * 1024;
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    public static WebApplication Build(LocalCloudOptions options, ILoggerFactory? loggerFactory, Action<IServiceCollection> configure)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "RetailBus.LocalCloud" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });

        var services = builder.Services;
        services.AddSingleton(loggerFactory ?? NullLoggerFactory.Instance);
        services.AddSingleton(options);
        services.AddSingleton(options.TimeProvider);
        services.AddSingleton<IMemoryPoolFactory<byte>, BlockPoolFactory>();
        services.AddSingleton<IHostLifetime, OwnedLifetime>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        services.AddSingleton<UsageMeter>().AddSingleton<UsageEndpoint>();
        services.AddSingleton<FaultInjector>().AddSingleton<FaultsEndpoint>();
        services.AddSingleton<SignatureVerifier>().AddSingleton<ServiceRouter>();
        services.AddLocalS3().AddLocalFirehose();
        services.AddSingleton(new SqsSnsSettings(options.DataDirectory, options.Region, options.AccountId));
        services.AddLocalSqsAndSns().AddSingleton<DeliveryFaults>();
        configure(services);

        var application = builder.Build();
        application.Use(ExpectationGuard.InvokeAsync);
        application.Use(LoopbackGuard.InvokeAsync);
        application.Run(application.Services.GetRequiredService<ServiceRouter>().RouteAsync);
        return application;
    }
}
