using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace RetailBus.Platform.Telemetry;

/// <summary>Traces, metrics and logs over OTLP, by the standard <c>OTEL_*</c> variables.</summary>
internal static class TelemetryRegistration
{
    private const string MassTransit = "MassTransit";
    private const string PollTarget = "AmazonSQS.ReceiveMessage";

    public static void AddTelemetry(IHostApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(builder.Configuration["OTEL_SERVICE_NAME"] ?? "retailbus"))
            .WithTracing(tracing => tracing
                .AddSource(RetailBusTelemetry.Name, MassTransit)
                .AddAspNetCoreInstrumentation(options => options.Filter = request => !request.Request.Path.StartsWithSegments("/health"))
                .AddHttpClientInstrumentation(options => options.FilterHttpRequestMessage = IsWork))
            .WithMetrics(metrics => metrics
                .AddMeter(RetailBusTelemetry.Name, MassTransit)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation());

        if (IsExporting(builder))
        {
            telemetry.WithLogging(null, logging => logging.IncludeScopes = true).UseOtlpExporter();
        }
    }

    private static bool IsExporting(IHostApplicationBuilder builder) =>
        !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])
        || !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"]);

    /// <summary>A long poll belongs to no batch; its span would only bury those that do.</summary>
    private static bool IsWork(HttpRequestMessage request) =>
        !request.Headers.TryGetValues("X-Amz-Target", out var target) || !target.Contains(PollTarget);
}
