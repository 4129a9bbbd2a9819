using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry;
using RetailBus.Platform.Telemetry;
using RetailBus.Platform.Telemetry.Tracing;

namespace RetailBus.Platform.Tests.Telemetry.Tracing;

public sealed class UnsampledSpansTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Exported _exported = new();
    private readonly UnsampledSpans _held;
    private readonly EndedSpans _spans = new("test.unsampled", sampled: false);

    public UnsampledSpansTests() => _held = new UnsampledSpans(
        _exported,
        Options.Create(new TelemetryOptions { Traces = new TracesOptions { HoldSpans = 4, HoldFor = TimeSpan.FromMinutes(1) } }),
        _time);

    public void Dispose()
    {
        _held.Dispose();
        _spans.Dispose();
    }

    [Fact]
    public void What_is_held_of_a_failed_run_is_exported_and_so_is_what_ends_later()
    {
        var (failed, good) = (ActivityTraceId.CreateRandom(), ActivityTraceId.CreateRandom());
        End(failed, "first");
        End(good, "other");

        _held.Keep([failed.ToHexString()]);
        End(failed, "later");
        End(good, "another");

        Assert.Equal(["first", "later"], Names());
        Assert.All(_exported.Spans, span => Assert.True(span.Recorded));
        Assert.True(_held.IsHolding);
    }

    [Fact]
    public void A_sampled_span_is_the_ordinary_exporters_business()
    {
        using var sampled = new EndedSpans("test.sampled", sampled: true);
        var span = sampled.Of(ActivityTraceId.CreateRandom());
        _held.OnEnd(span);

        _held.Keep([span.TraceId.ToHexString()]);

        Assert.Empty(Names());
        Assert.False(_held.IsHolding);
    }

    [Fact]
    public void The_oldest_trace_makes_room_when_too_many_are_held()
    {
        var traces = Enumerable.Range(0, 3).Select(_ => ActivityTraceId.CreateRandom()).ToList();
        foreach (var trace in traces)
        {
            End(trace, "a");
            End(trace, "b");
        }

        _held.Keep(traces.Select(trace => trace.ToHexString()));

        Assert.Equal(["a", "a", "b", "b"], Names().Order());
        Assert.DoesNotContain(_exported.Spans, span => span.TraceId == traces[0]);
    }

    [Fact]
    public void What_was_held_too_long_is_let_go()
    {
        var trace = ActivityTraceId.CreateRandom();
        End(trace, "old");

        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.False(_held.IsHolding);
        _held.Keep([trace.ToHexString()]);
        Assert.Empty(Names());
    }

    private void End(ActivityTraceId trace, string name) => _held.OnEnd(_spans.Of(trace, name));

    private List<string> Names()
    {
        Assert.True(_held.ForceFlush());
        return [.. _exported.Spans.Select(span => span.DisplayName)];
    }

    private sealed class Exported : BaseExporter<Activity>
    {
        public ConcurrentQueue<Activity> Spans { get; } = new();

        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var span in batch)
                Spans.Enqueue(span);
            return ExportResult.Success;
        }
    }
}
