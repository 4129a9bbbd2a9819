using RetailBus.Contracts.Tracing;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Orchestrator.Tracing;

/// <summary>
/// A run's spans in the order of a waterfall. A replay's request, an operator's retry or a resubmission may have several batches in one
/// trace: those that are another's are left out.
/// </summary>
internal sealed class TraceTree
{
    private readonly string _batch;
    private readonly Dictionary<string, RunSpan> _spans;
    private readonly ILookup<string, RunSpan> _children;
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private readonly List<RunSpan> _ordered = [];

    private TraceTree(Guid batchId, IReadOnlyList<RunSpan> spans)
    {
        _batch = batchId.ToString("D");
        _spans = spans.ToDictionary(span => span.SpanId, StringComparer.Ordinal);
        _children = spans.Where(span => ParentOf(span) is not null).ToLookup(span => span.ParentSpanId!, StringComparer.Ordinal);
    }

    /// <param name="batchId">The run.</param>
    /// <param name="spans">Of all traces that it was seen in, each once.</param>
    public static IReadOnlyList<RunSpan> Of(Guid batchId, IReadOnlyList<RunSpan> spans)
    {
        var tree = new TraceTree(batchId, spans);
        var roots = spans.Where(span => tree.ParentOf(span) is null).OrderBy(span => span.StartedAt).ToList();
        foreach (var root in roots)
            tree.Keep(root, null);
        foreach (var root in roots)
            tree.Add(root, 0);
        return tree._ordered;
    }

    /// <summary>Null also where the parent has not come, or is no span that is kept.</summary>
    private RunSpan? ParentOf(RunSpan span) =>
        span.ParentSpanId is { } id && _spans.TryGetValue(id, out var parent) && parent.TraceId == span.TraceId && parent != span ? parent : null;

    /// <summary>What names the batch, what is below it, and what leads to it.</summary>
    private bool Keep(RunSpan span, string? above)
    {
        var batch = span.Attributes.GetValueOrDefault(RetailBusTelemetry.BatchId) ?? above;
        var isKept = batch == _batch;
        foreach (var child in _children[span.SpanId])
            isKept |= Keep(child, batch);
        if (isKept)
            _kept.Add(span.SpanId);
        return isKept;
    }

    private void Add(RunSpan span, int within)
    {
        if (!_kept.Contains(span.SpanId))
            return;
        var isWaiting = span.Attributes.ContainsKey(RetailBusTelemetry.Waiting);
        var depth = SpanTitles.CrossesQueue(span) ? 0 : within;
        _ordered.Add(span with { Depth = depth, IsWaiting = isWaiting, Title = SpanTitles.Of(span) });
        foreach (var child in _children[span.SpanId].OrderBy(child => child.StartedAt))
            Add(child, span.IsTransport ? depth : depth + 1);
    }
}
