using System.Diagnostics;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Warehouse.Loading;

/// <summary>The spans of a load: <c>load stage</c>, <c>load copy</c>, <c>load merge</c>, <c>load commit</c>.</summary>
internal static class LoadSpans
{
    public static Activity? Start(string step) => RetailBusTelemetry.Spans.StartActivity($"load {step}");

    public static void Rows(Activity? span, long rows) => span?.SetTag(RetailBusTelemetry.Rows, rows);
}
