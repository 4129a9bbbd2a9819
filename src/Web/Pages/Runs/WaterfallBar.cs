using System.Globalization;
using RetailBus.Contracts.Tracing;
using RetailBus.Web.Components;

namespace RetailBus.Web.Pages.Runs;

/// <summary>One span of a run where it stands in the run's time.</summary>
/// <param name="Span">What it shows.</param>
/// <param name="From">Share of the run's time before it, 0 to 1.</param>
/// <param name="Share">Share of the run's time that it took, 0 to 1.</param>
public sealed record WaterfallBar(RunSpan Span, double From, double Share)
{
    private const double Brief = 10;

    /// <summary>Whether another process did it than what stands before it.</summary>
    public bool IsElsewhere { get; private init; }

    /// <summary>Why it failed, unless that was said before; null for what did not fail.</summary>
    public string? Why { get; private init; }

    /// <summary>For the style sheet.</summary>
    public string Kind => Span switch { { Failed: true } => "failed", { IsWaiting: true } => "waits", { Depth: 0 } => "stage", _ => "step" };

    public string Length => Text(Span.Milliseconds);

    public string Position => string.Create(
        CultureInfo.InvariantCulture, $"margin-inline-start: {Math.Min(From * 100, 99.5):0.##}%; width: {Share * 100:0.##}%");

    /// <summary>What is work or a wait, in the order of the trace; ways of messages and requests only where they failed.</summary>
    public static IReadOnlyList<WaterfallBar> Of(RunTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var shown = trace.Spans.Where(span => !span.IsTransport || span.Failed).ToList();
        if (shown.Count == 0)
            return [];

        var first = shown.Min(span => span.StartedAt);
        var total = Math.Max(shown.Max(span => (span.StartedAt - first).TotalMilliseconds + span.Milliseconds), double.Epsilon);
        var bars = new List<WaterfallBar>(shown.Count);
        var said = new HashSet<string>(StringComparer.Ordinal);
        var areOneProcess = shown.All(span => span.Service == shown[0].Service);
        string? before = null;
        foreach (var span in shown)
        {
            bars.Add(new WaterfallBar(span, (span.StartedAt - first).TotalMilliseconds / total, span.Milliseconds / total)
            {
                IsElsewhere = !areOneProcess && !span.IsWaiting && span.Service != before,
                Why = span is { Failed: true, Reason: { Length: > 0 } reason } && said.Add(reason) ? reason : null,
            });
            before = span.IsWaiting ? before : span.Service;
        }

        return bars;
    }

    /// <summary>Milliseconds from the first span's start to the last one's end.</summary>
    public static double Total(IReadOnlyList<WaterfallBar> bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var first = bars.Min(bar => bar.Span.StartedAt);
        return bars.Max(bar => (bar.Span.StartedAt - first).TotalMilliseconds + bar.Span.Milliseconds);
    }

    public static string Text(double milliseconds) => milliseconds < Brief
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms")
        : Formats.Span(TimeSpan.FromMilliseconds(milliseconds));
}
