using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using RetailBus.Orchestrator.Ledger;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Orchestrator.Telemetry;

/// <summary>Runs by state, every state each time.</summary>
internal sealed class RunGauges : SampledGauges<IReadOnlyDictionary<string, int>>
{
    private readonly IRunLedger _ledger;

    public RunGauges(IRunLedger ledger, IOptions<TelemetryOptions> options, TimeProvider time, ILogger<RunGauges> logger)
        : base(options, time, logger)
    {
        _ledger = ledger;
        Show(PipelineMetrics.Runs, counts => counts.Select(
            count => new Measurement<long>(count.Value, new KeyValuePair<string, object?>(RetailBusTelemetry.State, count.Key))));
    }

    protected override Task<IReadOnlyDictionary<string, int>> LookAsync(CancellationToken cancellationToken) =>
        _ledger.CountAsync(cancellationToken);
}
