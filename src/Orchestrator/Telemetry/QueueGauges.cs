using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using RetailBus.Orchestrator.Queues;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Orchestrator.Telemetry;

/// <summary>All queues that exist: those of the stages and those of messages set aside.</summary>
internal sealed class QueueGauges : SampledGauges<IReadOnlyList<QueueStatus>>
{
    private readonly QueueReport _report;
    private readonly TimeProvider _time;

    /// <summary>When a work queue was last seen empty, or first seen; by name, of one look after the other.</summary>
    private readonly Dictionary<string, long> _empty = [];

    public QueueGauges(QueueReport report, IOptions<TelemetryOptions> options, TimeProvider time, ILogger<QueueGauges> logger)
        : base(options, time, logger)
    {
        _report = report;
        _time = time;
        Show(PipelineMetrics.QueueDepth, queues => queues.Select(queue => new Measurement<long>(queue.Depth, Tags(queue))));
        Show(PipelineMetrics.QueueInFlight, queues => queues.Select(queue => new Measurement<long>(queue.InFlight, Tags(queue))));
        Show(
            PipelineMetrics.QueueOldestAge,
            queues => queues.Select(queue => new Measurement<double>(queue.OldestSeconds ?? 0, Tags(queue))));
    }

    protected override async Task<IReadOnlyList<QueueStatus>> LookAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetTimestamp();
        var queues = await _report.MakeAsync(cancellationToken);
        return [.. queues.Where(queue => queue.Exists).Select(queue => queue.Source is null ? WithAge(queue, now) : queue)];
    }

    /// <summary>Nobody may look at a work queue's messages: that would count as a delivery. When it was empty, bounds their age.</summary>
    private QueueStatus WithAge(QueueStatus queue, long now)
    {
        if (queue.Depth == 0 || !_empty.TryGetValue(queue.Name, out var empty))
            _empty[queue.Name] = empty = now;
        return queue with { OldestSeconds = _time.GetElapsedTime(empty, now).TotalSeconds };
    }

    private static KeyValuePair<string, object?>[] Tags(QueueStatus queue) =>
        [new(RetailBusTelemetry.Queue, queue.Name), new(RetailBusTelemetry.QueueKind, queue.Kind)];
}
