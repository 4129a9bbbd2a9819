using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using RetailBus.Platform.Telemetry;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Telemetry;

/// <summary>What waits in the outbox.</summary>
internal sealed class OutboxGauges : SampledGauges<OutboxBacklog>
{
    private readonly ISagaStoreMonitor _monitor;

    public OutboxGauges(ISagaStoreMonitor monitor, IOptions<TelemetryOptions> options, TimeProvider time, ILogger<OutboxGauges> logger)
        : base(options, time, logger)
    {
        _monitor = monitor;
        Show<long>(PipelineMetrics.OutboxMessages, backlog => [new Measurement<long>(backlog.Messages)]);
        Show<long>(PipelineMetrics.OutboxFailing, backlog => [new Measurement<long>(backlog.Failing)]);
        Show<double>(
            PipelineMetrics.OutboxOldestAge,
            backlog => [new Measurement<double>(backlog.Oldest is { } oldest ? Math.Max(0, (time.GetUtcNow() - oldest).TotalSeconds) : 0)]);
    }

    protected override Task<OutboxBacklog> LookAsync(CancellationToken cancellationToken) => _monitor.ReadBacklog(cancellationToken);
}
