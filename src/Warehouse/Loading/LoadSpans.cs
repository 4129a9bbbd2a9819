using System.Diagnostics;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Warehouse.Loading;

/// <summary>
/// The spans of a load: <c>load batch</c>, and in it <c>load stage</c>, <c>load wait</c>, and <see cref="LoadSteps"/>.
/// </summary>
internal static class LoadSpans
{
    public static Activity? Start(string step) => RetailBusTelemetry.Spans.StartActivity($"load {step}");

    /// <summary>How long staged batches waited for the writer's turn.</summary>
    public static void Waited(IEnumerable<PendingLoad> group, DateTimeOffset now)
    {
        foreach (var pending in group)
            Waits.Tell("load wait", pending.Batch.Trace, pending.Since.UtcDateTime, now.UtcDateTime);
    }
}
