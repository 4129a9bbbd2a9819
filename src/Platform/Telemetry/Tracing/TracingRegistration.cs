using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;
using RetailBus.Platform.Security;

namespace RetailBus.Platform.Telemetry.Tracing;

/// <summary>What is traced, what of it is exported, and how it comes to be kept with its run.</summary>
internal static class TracingRegistration
{
    private const string PollTarget = "AmazonSQS.ReceiveMessage";
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(15);

    public static void AddTracing(this IHostApplicationBuilder builder, OpenTelemetryBuilder telemetry, bool isExporting)
    {
        var options = builder.Configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>()?.Traces ?? new TracesOptions();
        if (!options.Enabled)
            return;

        var services = builder.Services;
        services.TryAddSingleton<RunSpanCollector>();
        if (!string.IsNullOrEmpty(builder.Configuration[HttpRunSpanSink.AddressKey]))
        {
            services.AddHttpClient(HttpRunSpanSink.Client, http => http.Timeout = AnswerTimeout)
                .AddHttpMessageHandler<ServiceCalls>()
                .RemoveAllLoggers();
            services.TryAddSingleton<IRunSpanSink, HttpRunSpanSink>();
        }

        var holds = isExporting && options.KeepFailed;
        if (holds)
        {
            services.TryAddSingleton(provider => new UnsampledSpans(
                new OtlpTraceExporter(ExportOptions(builder.Configuration)),
                provider.GetRequiredService<IOptions<TelemetryOptions>>(),
                provider.GetRequiredService<TimeProvider>()));
        }

        telemetry.WithTracing(tracing => tracing
            .SetSampler(Sampler(builder.Configuration, options, isRecording: holds || options.KeepRuns))
            .AddSource(RetailBusTelemetry.Name, TelemetryRegistration.MassTransit)
            .AddAspNetCoreInstrumentation(http => http.Filter = IsWork)
            .AddHttpClientInstrumentation(http =>
            {
                http.FilterHttpRequestMessage = IsWork;
                http.EnrichWithHttpRequestMessage = RunSpanChoice.Mark;
            }));
        services.ConfigureOpenTelemetryTracerProvider((provider, tracing) =>
        {
            if (options.KeepRuns && provider.GetService<IRunSpanSink>() is not null)
                tracing.AddProcessor(provider.GetRequiredService<RunSpanCollector>());
            if (holds)
                tracing.AddProcessor(provider.GetRequiredService<UnsampledSpans>());
        });
        services.AddHostedService<RunSpanForwarder>();
    }

    private static Sampler Sampler(IConfiguration configuration, TracesOptions options, bool isRecording)
    {
        var head = HeadSampler.Of(configuration, options.SampleRatio);
        return isRecording ? new RecordingSampler(head) : head;
    }

    /// <summary>By the standard variables, as the exporter of all that is sampled.</summary>
    private static OtlpExporterOptions ExportOptions(IConfiguration configuration)
    {
        var options = new OtlpExporterOptions();
        if (Of("PROTOCOL") is { } protocol)
            options.Protocol = protocol == "grpc" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        if (configuration["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] is { Length: > 0 } endpoint)
            options.Endpoint = new Uri(endpoint);
        else if (options.Protocol == OtlpExportProtocol.Grpc)
            options.Endpoint = new Uri(Of("ENDPOINT")!);
        else
            options.Endpoint = new Uri(Of("ENDPOINT")!.TrimEnd('/') + "/v1/traces");
        options.Headers = Of("HEADERS") ?? options.Headers;
        if (int.TryParse(Of("TIMEOUT"), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
            options.TimeoutMilliseconds = milliseconds;
        return options;

        string? Of(string name) =>
            configuration[$"OTEL_EXPORTER_OTLP_TRACES_{name}"] is { Length: > 0 } own ? own
            : configuration[$"OTEL_EXPORTER_OTLP_{name}"] is { Length: > 0 } all ? all
            : null;
    }

    /// <summary>Another server in the same process, the local cloud's say, is not ours to trace.</summary>
    private static bool IsWork(HttpContext request) =>
        !request.Request.Path.StartsWithSegments("/health")
        && !request.Request.Path.StartsWithSegments(TelemetryRegistration.ScrapePath)
        && !request.Request.Path.StartsWithSegments(SpanReport.Path)
        && request.RequestServices.GetService<RunSpanCollector>() is not null;

    /// <summary>
    /// A long poll belongs to no batch, nor does what a service asks AWS on its own, nor the spans' own way: their spans would only bury
    /// those that do.
    /// </summary>
    private static bool IsWork(HttpRequestMessage request) =>
        (!request.Headers.TryGetValues("X-Amz-Target", out var target) || !target.Contains(PollTarget))
        && (Activity.Current is not { ParentSpanId: var parent } || parent != default || !RunSpanChoice.IsAws(request))
        && request.RequestUri?.AbsolutePath != SpanReport.Path;
}
