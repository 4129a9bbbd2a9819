using System.Diagnostics.Metrics;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Orchestrator.Deliveries;

/// <summary>Deliveries as metrics, by dataset; which store it is, the events and the log tell.</summary>
internal static class DeliveryMetrics
{
    private static readonly Gauge<long> MissingNow = PipelineMetrics.DeliveriesMissing.CreateGauge();
    private static readonly Counter<long> OverdueTold = PipelineMetrics.DeliveriesOverdue.CreateCounter();
    private static readonly Counter<long> ArrivedTold = PipelineMetrics.DeliveriesArrived.CreateCounter();

    public static void Missing(string dataset, long count) => MissingNow.Record(count, Tag(dataset));

    public static void Overdue(string dataset) => OverdueTold.Add(1, Tag(dataset));

    public static void Arrived(string dataset) => ArrivedTold.Add(1, Tag(dataset));

    private static KeyValuePair<string, object?> Tag(string dataset) => new(RetailBusTelemetry.Dataset, dataset);
}
