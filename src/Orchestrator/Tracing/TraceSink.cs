using RetailBus.Platform.Telemetry.Tracing;

namespace RetailBus.Orchestrator.Tracing;

/// <summary>Takes reports of this process and of others.</summary>
internal sealed class TraceSink(TraceStore store, FailedTraces failures, TimeProvider time) : IRunSpanSink
{
    /// <summary>
    /// What another node notes may come to be seen this much later than its time says: its clock differs, and its commit takes a while. A
    /// failure that is told twice does no harm.
    /// </summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);

    public async Task<SpanReceipt> TakeAsync(SpanReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        await store.AddAsync(report, cancellationToken);
        await failures.StoreAsync(cancellationToken);
        var now = time.GetUtcNow();
        return report.After is { } after
            ? new SpanReceipt((now - Overlap).ToUnixTimeMilliseconds(), await store.FailedSinceAsync(after, cancellationToken))
            : new SpanReceipt(0, []);
    }
}
