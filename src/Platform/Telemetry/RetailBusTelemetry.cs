using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RetailBus.Platform.Telemetry;

/// <summary>The pipeline's own spans and metrics; the bus adds its own under <c>MassTransit</c>.</summary>
public static class RetailBusTelemetry
{
    public const string Name = "RetailBus";

    public static ActivitySource Spans { get; } = new(Name);

    public static Meter Meter { get; } = new(Name);

    public const string BatchId = "retailbus.batch.id";
    public const string Dataset = "retailbus.dataset";
    public const string Attempt = "retailbus.attempt";
    public const string Rows = "retailbus.rows";
    public const string Bytes = "retailbus.bytes";
    public const string Engine = "retailbus.engine";
    public const string Stage = "retailbus.stage";
    public const string Outcome = "retailbus.outcome";
    public const string State = "retailbus.state";
    public const string Queue = "retailbus.queue";
    public const string QueueKind = "retailbus.queue.kind";
    public const string Store = "retailbus.store";
    public const string QualityMeasure = "retailbus.quality.measure";
    public const string Announcement = "retailbus.announcement";

    /// <summary>On a span of a run: what it waited for its turn, in place of work.</summary>
    public const string Waiting = "retailbus.waiting";

    /// <summary>The engine's own id of what it ran: a Databricks run, a Snowflake query.</summary>
    public const string ExternalRunId = "retailbus.external_run.id";

    /// <summary>On a link: what the other span is.</summary>
    public const string LinkKind = "retailbus.link.kind";

    /// <summary>How many batches one transaction loaded together.</summary>
    public const string GroupSize = "retailbus.group.size";

    /// <summary>Names what follows by batch, dataset and attempt.</summary>
    public static Activity? OfBatch(this Activity? span, Guid batchId, string dataset, int attempt) => span?
        .SetTag(BatchId, batchId)
        .SetTag(Dataset, dataset)
        .SetTag(Attempt, attempt);
}
