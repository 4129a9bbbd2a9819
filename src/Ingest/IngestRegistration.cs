using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RetailBus.Ingest.Generating;
using RetailBus.Ingest.Landing;
using RetailBus.Ingest.Provisioning;
using RetailBus.Ingest.Resubmitting;
using RetailBus.Ingest.Uploads;
using RetailBus.Platform.Bus;
using RetailBus.Platform.Hosting;
using RetailBus.Platform.Storage;

namespace RetailBus.Ingest;

/// <summary>The land service's registrations.</summary>
public static class IngestRegistration
{
    /// <summary>Adds uploads, the raw zone's events and the generator; the host calls <c>AddBus</c> after all services were added.</summary>
    public static IHostApplicationBuilder AddIngest(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPlatform().AddZones();
        var services = builder.Services;
        services.AddOptions<IngestOptions>().BindConfiguration(IngestOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DeliveryStreamOptions>()
            .BindConfiguration(DeliveryStreamOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton<RawZone>();
        services.TryAddSingleton<GeneratorTraces>();
        services.TryAddSingleton<Announcer>();
        services.TryAddSingleton<RawZoneWriter>();
        services.TryAddSingleton<ParentBatches>();
        services.TryAddSingleton<Resubmitter>();
        services.TryAddSingleton<UploadSessions>();
        services.TryAddSingleton<UploadSweep>();
        services.TryAddSingleton(AwsClientFactory.Sqs);
        services.TryAddSingleton(AwsClientFactory.Firehose);
        services.TryAddSingleton<IDeliveryStream, FirehoseDeliveryStream>();
        services.TryAddSingleton<RecordSender>();
        services.TryAddSingleton<GenerationStore>();
        services.AddSingleton<NotificationProvisioning>();
        services.AddSingleton<StreamProvisioning>();
        services.AddHostedService<IngestProvisioning>();
        services.AddHostedService<UploadSweepService>();
        return builder.AddToBus(bus =>
        {
            bus.AddConsumer<RawZoneEventConsumer, RawZoneEventDefinition>();
            bus.AddConsumer<GenerateOrdersConsumer, GenerateOrdersDefinition>();
            bus.AddConsumer<StopGeneratingConsumer, StopGeneratingDefinition>();
        });
    }

    /// <summary>Maps <c>/api/uploads</c>, <c>/api/publish</c>, <c>/api/generate</c> and
    /// <c>/api/quarantine/{batchId}/resubmit</c>.</summary>
    public static IEndpointRouteBuilder MapIngest(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapUploads();
        routes.MapPublish();
        routes.MapGenerate();
        routes.MapResubmit();
        return routes;
    }
}
