using System.Diagnostics;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Warehouse.Loading;

/// <summary>The spans of a load: <c>load batch</c>, <c>load stage</c>, <c>load group</c>, <c>load copy</c>, <c>load merge</c>, <c>load commit</c>.</summary>
internal static class LoadSpans
{
    public static Activity? Start(string step) => RetailBusTelemetry.Spans.StartActivity($"load {step}");

    /// <summary>A group's span belongs to the trace of its first batch and links to those of the others.</summary>
    public static Activity? StartGroup(IReadOnlyList<ActivityContext> batches) => RetailBusTelemetry.Spans.StartActivity(
        "load group", ActivityKind.Internal, batches[0], links: batches.Skip(1).Where(trace => trace != default).Select(trace => new ActivityLink(trace)));

    public static void Rows(Activity? span, long rows) => span?.SetTag(RetailBusTelemetry.Rows, rows);
}
