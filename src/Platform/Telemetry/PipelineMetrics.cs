namespace RetailBus.Platform.Telemetry;

/// <summary>
/// All metrics of the pipeline itself; the bus, HTTP and the runtime have their own. Alert rules and dashboards may name these only.
/// </summary>
public static class PipelineMetrics
{
    private static readonly double[] StageSeconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800];
    private static readonly double[] WaySeconds = [0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 14_400, 86_400];
    private static readonly double[] Shares = [0, 0.0001, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.999];

    public static PipelineMetric ObjectsAnnounced { get; } = new(
        "retailbus.objects.announced",
        MetricKind.Counter,
        "{object}",
        "Objects of the raw zone announced to the pipeline, repeats included");

    public static PipelineMetric LandingToQueryable { get; } = new(
        "retailbus.landing_to_queryable.duration", MetricKind.Histogram, "s", "From the landing to the warehouse's commit, of first loads")
    {
        Buckets = WaySeconds,
    };

    public static PipelineMetric StageDuration { get; } = new(
        "retailbus.stage.duration",
        MetricKind.Histogram,
        "s",
        "Land: from the landing to the run's begin. Transform, load: from begin to end of the work")
    {
        Buckets = StageSeconds,
    };

    public static PipelineMetric Rows { get; } = new(
        "retailbus.rows", MetricKind.Counter, "{row}", "Rows by what became of them in a stage");

    public static PipelineMetric QuarantineShare { get; } = new(
        "retailbus.quarantine.share", MetricKind.Histogram, "1", "Share of a batch's rows that broke a rule, 0 to 1")
    {
        Buckets = Shares,
    };

    public static PipelineMetric RunTransitions { get; } = new(
        "retailbus.runs.transitions", MetricKind.Counter, "{transition}", "Runs that came into a state");

    public static PipelineMetric Runs { get; } = new("retailbus.runs", MetricKind.Gauge, "{run}", "Runs by state");

    public static PipelineMetric QueueDepth { get; } = new("retailbus.queue.depth", MetricKind.Gauge, "{message}", "Messages that wait");

    public static PipelineMetric QueueInFlight { get; } = new(
        "retailbus.queue.in_flight", MetricKind.Gauge, "{message}", "Messages that a consumer has");

    public static PipelineMetric QueueOldestAge { get; } = new(
        "retailbus.queue.oldest_message.age",
        MetricKind.Gauge,
        "s",
        "Of messages set aside: age of the oldest. Of work queues: time since none was seen waiting, which none waits longer than");

    public static PipelineMetric OutboxMessages { get; } = new(
        "retailbus.outbox.messages", MetricKind.Gauge, "{message}", "Messages committed and not yet known to be sent");

    public static PipelineMetric OutboxFailing { get; } = new(
        "retailbus.outbox.failing", MetricKind.Gauge, "{message}", "Messages of the outbox that were tried in vain");

    public static PipelineMetric OutboxOldestAge { get; } = new(
        "retailbus.outbox.oldest_message.age", MetricKind.Gauge, "s", "Age of the outbox's oldest message; 0 when it is empty");

    public static PipelineMetric StoreLandedAt { get; } = new(
        "retailbus.store.landed.timestamp", MetricKind.Gauge, "s", "When the newest loaded file of a store landed, in Unix time");

    public static PipelineMetric QualityWarnings { get; } = new(
        "retailbus.quality.warnings", MetricKind.Counter, "{warning}", "Figures of runs that were not as in the runs before them");

    public static PipelineMetric DeliveriesMissing { get; } = new(
        "retailbus.deliveries.missing", MetricKind.Gauge, "{delivery}", "Expected deliveries that are missing, as the watch last saw");

    public static PipelineMetric DeliveriesOverdue { get; } = new(
        "retailbus.deliveries.overdue", MetricKind.Counter, "{delivery}", "Deliveries that were not there in time");

    public static PipelineMetric DeliveriesArrived { get; } = new(
        "retailbus.deliveries.arrived", MetricKind.Counter, "{delivery}", "Overdue deliveries that came after all");

    public static IReadOnlyList<PipelineMetric> All { get; } =
    [
        ObjectsAnnounced,
        LandingToQueryable,
        StageDuration,
        Rows,
        QuarantineShare,
        RunTransitions,
        Runs,
        QueueDepth,
        QueueInFlight,
        QueueOldestAge,
        OutboxMessages,
        OutboxFailing,
        OutboxOldestAge,
        StoreLandedAt,
        QualityWarnings,
        DeliveriesMissing,
        DeliveriesOverdue,
        DeliveriesArrived,
    ];
}
