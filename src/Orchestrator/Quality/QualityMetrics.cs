using System.Diagnostics.Metrics;
using RetailBus.Contracts.Quality;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Orchestrator.Quality;

/// <summary>Warnings as a metric, by dataset and measure.</summary>
internal static class QualityMetrics
{
    private static readonly Counter<long> Warnings = RetailBusTelemetry.Meter.CreateCounter<long>(
        "retailbus.quality.warnings", "{warning}", "Figures of runs that were not as in the runs before them");

    public static void Warned(string dataset, QualityWarning warning) => Warnings.Add(
        1, new(RetailBusTelemetry.Dataset, dataset), new KeyValuePair<string, object?>("retailbus.quality.measure", warning.Measure));
}
