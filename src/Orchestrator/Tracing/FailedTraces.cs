using System.Collections.Concurrent;
using System.Diagnostics;
using MassTransit;
using RetailBus.Orchestrator.Runs;
using RetailBus.Orchestrator.Telemetry;

namespace RetailBus.Orchestrator.Tracing;

/// <summary>
/// Traces of runs that have failed, on their way to where all processes learn of them. They wait in memory for a moment: a process that is
/// killed in it tells nobody, and what others hold of those traces is not exported.
/// </summary>
internal sealed class FailedTraces(TraceStore store) : IFilter<ConsumeContext>
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, bool> _waiting = new(StringComparer.Ordinal);

    /// <summary>Notes the traces of a run that fails, once that is committed: of its landing, and of what made it fail.</summary>
    public static void Add(BehaviorContext<BatchRun> context)
    {
        if (!context.TryGetPayload(out FailedTraces? failed))
            return;
        string?[] traces = [context.Saga.TraceId, Activity.Current?.TraceId.ToHexString()];
        CommittedMetrics.Add(context, () => failed.Add(traces.OfType<string>()));
    }

    /// <summary>Lets the saga find this; stands where <see cref="CommittedMetrics"/> does.</summary>
    public Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        context.AddOrUpdatePayload(() => this, _ => this);
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("failedTraces");

    public void Add(IEnumerable<string> traces)
    {
        foreach (var trace in traces.Where(_ => _waiting.Count < Most))
            _waiting[trace] = true;
    }

    /// <summary>Stores what waits; what could not be stored waits on.</summary>
    public async Task StoreAsync(CancellationToken cancellationToken)
    {
        if (_waiting.IsEmpty)
            return;

        var traces = _waiting.Keys.ToList();
        await store.FailAsync(traces, cancellationToken);
        foreach (var trace in traces)
            _waiting.TryRemove(trace, out _);
    }
}
