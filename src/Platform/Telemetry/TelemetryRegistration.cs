using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace RetailBus.Platform.Telemetry;

/// <summary>Traces, metrics and logs over OTLP, by the standard <c>OTEL_*</c> variables; metrics for Prometheus where enabled.</summary>
public static class TelemetryRegistration
{
    /// <summary>Where Prometheus scrapes.</summary>
    public const string ScrapePath = "/metrics";

    private const string MassTransit = "MassTransit";
    private const string PollTarget = "AmazonSQS.ReceiveMessage";

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
            .ConfigureResource(resource => resource.AddService(builder.Configuration["OTEL_SERVICE_NAME"] ?? "retailbus"))
            .WithTracing(tracing => tracing
                .AddSource(RetailBusTelemetry.Name, MassTransit)
                .AddAspNetCoreInstrumentation(options => options.Filter = request => IsWork(request.Request.Path))
                .AddHttpClientInstrumentation(options => options.FilterHttpRequestMessage = IsWork))
            .WithMetrics(metrics => metrics
                .AddMeter(RetailBusTelemetry.Name, MassTransit)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation());

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

    private static bool IsWork(PathString path) =>
        !path.StartsWithSegments("/health") && !path.StartsWithSegments(ScrapePath);

    /// <summary>A long poll belongs to no batch; its span would only bury those that do.</summary>
    private static bool IsWork(HttpRequestMessage request) =>
        !request.Headers.TryGetValues("X-Amz-Target", out var target) || !target.Contains(PollTarget);
}
