using System.Diagnostics.Metrics;

namespace RetailBus.Platform.Telemetry;

/// <summary>A metric of the pipeline as it is declared: the one place of its name.</summary>
/// <param name="Name">As OTLP carries it.</param>
/// <param name="Kind">What its values mean.</param>
/// <param name="Unit">By UCUM: <c>s</c>, <c>1</c>, or what is counted in braces.</param>
/// <param name="Description">For whoever reads it on a dashboard.</param>
public sealed record PipelineMetric(string Name, MetricKind Kind, string Unit, string Description)
{
    /// <summary>Upper bounds of a histogram's buckets, in <see cref="Unit"/>.</summary>
    public IReadOnlyList<double>? Buckets { get; init; }

    /// <summary>The names under which Prometheus finds it.</summary>
    public IReadOnlyList<string> PrometheusNames => Kind switch
    {
        MetricKind.Counter => [$"{PrometheusName}_total"],
        MetricKind.Histogram => [$"{PrometheusName}_bucket", $"{PrometheusName}_sum", $"{PrometheusName}_count"],
        _ => [PrometheusName],
    };

    private string PrometheusName => Name.Replace('.', '_') + Unit switch { "s" => "_seconds", _ => "" };

    public Counter<long> CreateCounter() => RetailBusTelemetry.Meter.CreateCounter<long>(Name, Unit, Description);

    public Gauge<long> CreateGauge() => RetailBusTelemetry.Meter.CreateGauge<long>(Name, Unit, Description);

    /// <exception cref="InvalidOperationException">It has no buckets.</exception>
    public Histogram<double> CreateHistogram() => RetailBusTelemetry.Meter.CreateHistogram(
        Name,
        Unit,
        Description,
        tags: null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = Buckets ?? throw new InvalidOperationException($"{Name} is a histogram without buckets."),
        });
}
