using System.Diagnostics;

namespace RetailBus.Platform.Tests.Telemetry.Tracing;

/// <summary>Makes spans that have ended, of a source of the test's own.</summary>
internal sealed class EndedSpans : IDisposable
{
    private readonly ActivitySource _source;
    private readonly ActivityListener _listener;

    public EndedSpans(string source, bool sampled)
    {
        _source = new ActivitySource(source, $"{Guid.NewGuid()}");
        _listener = new ActivityListener
        {
            ShouldListenTo = heard => ReferenceEquals(heard, _source),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                sampled ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public Activity Of(ActivityTraceId trace, string name = "step", Action<Activity>? describe = null)
    {
        var parent = new ActivityContext(trace, ActivitySpanId.CreateRandom(), ActivityTraceFlags.None, isRemote: true);
        var span = _source.StartActivity(name, ActivityKind.Internal, parent)!;
        describe?.Invoke(span);
        span.Dispose();
        return span;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _source.Dispose();
    }
}
