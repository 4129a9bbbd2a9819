using System.Diagnostics.Metrics;
using RetailBus.Contracts.Quality;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Orchestrator.Quality;

/// <summary>Warnings as a metric, by dataset and measure.</summary>
internal static class QualityMetrics
{
    private static readonly Counter<long> Warnings = PipelineMetrics.QualityWarnings.CreateCounter();

    public static void Warned(string dataset, QualityWarning warning) => Warnings.Add(
        1, new(RetailBusTelemetry.Dataset, dataset), new KeyValuePair<string, object?>(RetailBusTelemetry.QualityMeasure, warning.Measure));
}
