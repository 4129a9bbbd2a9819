using System.Diagnostics;

namespace RetailBus.Platform.Telemetry;

/// <summary>Spans of what is over when it is told: waiting, and work that was done for several batches at once.</summary>
public static class Waits
{
    /// <summary>Tells a wait. One that by the clocks of two machines ended before it began took no time.</summary>
    /// <param name="name">The span's.</param>
    /// <param name="parent">What it belongs to.</param>
    /// <param name="from">UTC.</param>
    /// <param name="to">UTC.</param>
    /// <param name="describe">Adds attributes; not called where nothing is traced.</param>
    public static void Tell(string name, ActivityContext parent, DateTime from, DateTime to, Action<Activity>? describe = null) =>
        Past(name, parent, from, to, span =>
        {
            span.SetTag(RetailBusTelemetry.Waiting, true);
            describe?.Invoke(span);
        });

    /// <summary>Tells work that has ended, as <see cref="Tell"/> does a wait.</summary>
    public static void Past(string name, ActivityContext parent, DateTime from, DateTime to, Action<Activity> describe)
    {
        ArgumentNullException.ThrowIfNull(describe);
        if (parent == default)
            return;

        var current = Activity.Current;
        using (var span = RetailBusTelemetry.Spans.StartActivity(name, ActivityKind.Internal, parent, startTime: from < to ? from : to))
        {
            if (span is not null)
            {
                describe(span);
                span.SetEndTime(to);
            }
        }

        Activity.Current = current;
    }
}
