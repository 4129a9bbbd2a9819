using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Trace;

namespace RetailBus.Platform.Telemetry.Tracing;

/// <summary>What is decided at a trace's first span: by the standard variables, else by our own setting.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/</remarks>
internal static class HeadSampler
{
    private const string Variable = "OTEL_TRACES_SAMPLER";
    private const string Argument = "OTEL_TRACES_SAMPLER_ARG";

    /// <exception cref="InvalidOperationException">A variable says what is no sampler, or no ratio.</exception>
    public static Sampler Of(IConfiguration configuration, double ratio)
    {
        var name = configuration[Variable];
        return name switch
        {
            null or "" => new ParentBasedSampler(new TraceIdRatioBasedSampler(Math.Clamp(ratio, 0, 1))),
            "always_on" => new AlwaysOnSampler(),
            "always_off" => new AlwaysOffSampler(),
            "traceidratio" => new TraceIdRatioBasedSampler(Ratio(configuration)),
            "parentbased_always_on" => new ParentBasedSampler(new AlwaysOnSampler()),
            "parentbased_always_off" => new ParentBasedSampler(new AlwaysOffSampler()),
            "parentbased_traceidratio" => new ParentBasedSampler(new TraceIdRatioBasedSampler(Ratio(configuration))),
            _ => throw new InvalidOperationException(
                $"{Variable} is \"{name}\"; give always_on, always_off, traceidratio, or one of them with parentbased_ before it."),
        };
    }

    private static double Ratio(IConfiguration configuration)
    {
        var text = configuration[Argument];
        if (string.IsNullOrEmpty(text))
            return 1;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio) && ratio is >= 0 and <= 1
            ? ratio
            : throw new InvalidOperationException($"{Argument} is \"{text}\"; give a ratio of 0 to 1.");
    }
}
