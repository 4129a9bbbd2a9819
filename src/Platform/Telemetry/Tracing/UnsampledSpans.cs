using System.Diagnostics;
using Microsoft.Extensions.Options;
using OpenTelemetry;

namespace RetailBus.Platform.Telemetry.Tracing;

/// <summary>
/// Holds the spans that are recorded and not exported, until their run is known to have failed: then they are exported, and those of the
/// same trace that end later too. Bounded in spans and time; the oldest trace makes room.
/// </summary>
internal sealed class UnsampledSpans(BaseExporter<Activity> exporter, IOptions<TelemetryOptions> options, TimeProvider time)
    : BatchActivityExportProcessor(exporter)
{
    private readonly TracesOptions _options = options.Value.Traces;
    private readonly Lock _lock = new();
    private readonly Dictionary<ActivityTraceId, List<Activity>> _held = [];
    private readonly Dictionary<ActivityTraceId, long> _failed = [];
    private readonly Queue<(ActivityTraceId Trace, long At)> _byAge = new();
    private readonly Queue<(ActivityTraceId Trace, long At)> _failedByAge = new();
    private int _count;

    /// <summary>Whether any span waits for its run's end.</summary>
    public bool IsHolding
    {
        get
        {
            lock (_lock)
            {
                MakeRoom();
                return _count > 0;
            }
        }
    }

    public override void OnEnd(Activity data)
    {
        if (data.Recorded)
            return; // the ordinary exporter has it

        lock (_lock)
        {
            if (!_failed.ContainsKey(data.TraceId))
            {
                Hold(data);
                return;
            }
        }

        Export(data);
    }

    /// <summary>Exports what is held of traces whose runs failed, and remembers them.</summary>
    public void Keep(IEnumerable<string> traceIds)
    {
        foreach (var text in traceIds.Where(id => id.Length == 32 && id.All(char.IsAsciiHexDigitLower)))
        {
            var trace = ActivityTraceId.CreateFromString(text);
            List<Activity>? held;
            lock (_lock)
            {
                if (_failed.TryAdd(trace, time.GetTimestamp()))
                    _failedByAge.Enqueue((trace, time.GetTimestamp()));
                if (_held.Remove(trace, out held))
                    _count -= held.Count;
            }

            held?.ForEach(Export);
        }
    }

    private void Hold(Activity span)
    {
        MakeRoom();
        if (!_held.TryGetValue(span.TraceId, out var spans))
        {
            _held[span.TraceId] = spans = [];
            _byAge.Enqueue((span.TraceId, time.GetTimestamp()));
        }

        spans.Add(span);
        _count++;
    }

    private void MakeRoom()
    {
        while (_byAge.TryPeek(out var oldest) && (_count >= _options.HoldSpans || time.GetElapsedTime(oldest.At) > _options.HoldFor))
        {
            _byAge.Dequeue();
            if (_held.Remove(oldest.Trace, out var spans))
                _count -= spans.Count;
        }

        while (_failedByAge.TryPeek(out var failed) && time.GetElapsedTime(failed.At) > _options.HoldFor)
            _failed.Remove(_failedByAge.Dequeue().Trace);
    }

    private void Export(Activity span)
    {
        span.ActivityTraceFlags |= ActivityTraceFlags.Recorded;
        OnExport(span);
    }
}
