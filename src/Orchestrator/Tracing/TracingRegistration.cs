using Microsoft.Extensions.DependencyInjection.Extensions;
using RetailBus.Platform.Telemetry.Tracing;

namespace RetailBus.Orchestrator.Tracing;

/// <summary>The store of runs' spans; what this process traces goes straight there.</summary>
internal static class TracingRegistration
{
    public static void AddRunTraces(this IServiceCollection services)
    {
        services.AddOptions<RunTraceOptions>().BindConfiguration(RunTraceOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<TraceDatabase>();
        services.TryAddSingleton<TraceStore>();
        services.TryAddSingleton<FailedTraces>();
        services.Replace(ServiceDescriptor.Singleton<IRunSpanSink, TraceSink>());
        services.AddHostedService<TraceWatch>();
    }
}
