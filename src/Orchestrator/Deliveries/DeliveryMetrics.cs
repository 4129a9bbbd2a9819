using System.Diagnostics.Metrics;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Orchestrator.Deliveries;

/// <summary>Deliveries as metrics, by dataset; which store it is, the events and the log tell.</summary>
internal static class DeliveryMetrics
{
    private static readonly Gauge<long> MissingNow = RetailBusTelemetry.Meter.CreateGauge<long>(
        "retailbus.deliveries.missing", "{delivery}", "Expected deliveries that are missing, as the watch last saw");

    private static readonly Counter<long> OverdueTold = RetailBusTelemetry.Meter.CreateCounter<long>(
        "retailbus.deliveries.overdue", "{delivery}", "Deliveries that were not there in time");

    private static readonly Counter<long> ArrivedTold = RetailBusTelemetry.Meter.CreateCounter<long>(
        "retailbus.deliveries.arrived", "{delivery}", "Overdue deliveries that came after all");

    public static void Missing(string dataset, long count) => MissingNow.Record(count, Tag(dataset));

    public static void Overdue(string dataset) => OverdueTold.Add(1, Tag(dataset));

    public static void Arrived(string dataset) => ArrivedTold.Add(1, Tag(dataset));

    private static KeyValuePair<string, object?> Tag(string dataset) => new(RetailBusTelemetry.Dataset, dataset);
}
