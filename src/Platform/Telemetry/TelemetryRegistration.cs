using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using RetailBus.Platform.Telemetry.Tracing;

namespace RetailBus.Platform.Telemetry;

/// <summary>Traces, metrics and logs over OTLP, by the standard <c>OTEL_*</c> variables; metrics for Prometheus where enabled.</summary>
public static class TelemetryRegistration
{
    /// <summary>Where Prometheus scrapes.</summary>
    public const string ScrapePath = "/metrics";

    internal const string MassTransit = "MassTransit";

    /// <summary>Gauges of the runtime whose names Prometheus keeps for histograms; its linter refuses them.</summary>
    private static readonly string[] UnfitForPrometheus = ["dotnet.assembly.count", "dotnet.process.cpu.count", "dotnet.timer.count"];

    /// <summary>Adds gauges that are sampled, when anyone reads metrics at all.</summary>
    public static IHostApplicationBuilder AddSampledGauges<TGauges>(this IHostApplicationBuilder builder)
        where TGauges : class, IHostedService
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (IsExporting(builder) || IsScraped(builder.Configuration))
            builder.Services.AddHostedService<TGauges>();
        return builder;
    }

    internal static void AddTelemetry(IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<TelemetryOptions>()
            .BindConfiguration(TelemetryOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName(builder)))
            .WithMetrics(metrics => metrics
                .AddMeter(RetailBusTelemetry.Name, MassTransit)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation());

        builder.AddTracing(telemetry, IsExporting(builder));
        if (IsScraped(builder.Configuration))
            telemetry.WithMetrics(AddPrometheus);
        if (IsExporting(builder))
            telemetry.WithLogging(null, logging => logging.IncludeScopes = true).UseOtlpExporter();
    }

    internal static void MapTelemetry(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<IOptions<TelemetryOptions>>().Value.Prometheus.Enabled)
            routes.MapPrometheusScrapingEndpoint(ScrapePath);
    }

    private static void AddPrometheus(MeterProviderBuilder metrics)
    {
        foreach (var instrument in UnfitForPrometheus)
            metrics.AddView(instrument, MetricStreamConfiguration.Drop);
        metrics.AddPrometheusExporter();
    }

    private static bool IsExporting(IHostApplicationBuilder builder) =>
        !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])
        || !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"]);

    private static bool IsScraped(IConfiguration configuration) =>
        configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() is { Prometheus.Enabled: true };

    /// <summary>The standard variable, our setting, or the program's name: all services share what measures them, not what they are.</summary>
    private static string ServiceName(IHostApplicationBuilder builder) =>
        builder.Configuration["OTEL_SERVICE_NAME"]
        ?? builder.Configuration[$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.ServiceName)}"]
        ?? builder.Environment.ApplicationName switch
        {
            "RetailBus.Ingest" or "RetailBus.Transform" or "RetailBus.Warehouse" or "RetailBus.Orchestrator" or "RetailBus.Web" =>
                builder.Environment.ApplicationName.Replace('.', '-').ToLowerInvariant(),
            _ => "retailbus",
        };
}
