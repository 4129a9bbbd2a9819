using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry;
using OpenTelemetry.Trace;
using RetailBus.Platform.Telemetry;
using RetailBus.Platform.Telemetry.Tracing;

namespace RetailBus.Platform.Tests.Telemetry.Tracing;

public sealed class RunSpanForwarderTests : IDisposable
{
    private const int Room = 100;

    private readonly FakeTimeProvider _time = new();
    private readonly Sink _sink = new();
    private readonly RunSpanCollector _collector;
    private readonly RunSpanForwarder _forwarder;
    private readonly ServiceProvider _services;
    private readonly EndedSpans _spans = new(RetailBusTelemetry.Name, sampled: true);

    public RunSpanForwarderTests()
    {
        var options = Options.Create(new TelemetryOptions { Traces = new TracesOptions { QueueSpans = Room } });
        _services = new ServiceCollection()
            .AddSingleton<IRunSpanSink>(_sink)
            .AddSingleton(_ => Sdk.CreateTracerProviderBuilder().Build())
            .BuildServiceProvider();
        _collector = new RunSpanCollector(options);
        _forwarder = new RunSpanForwarder(_collector, _services, options, _time, NullLogger<RunSpanForwarder>.Instance);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _forwarder.Dispose();
        _collector.Dispose();
        _services.Dispose();
        _spans.Dispose();
    }

    [Fact]
    public async Task A_report_that_is_not_taken_is_sent_again_as_the_same()
    {
        _sink.Faults.Enqueue(new HttpRequestException("away"));
        End("a");
        await _forwarder.StartAsync(Cancelled);

        await UntilAsync(() => _sink.Taken.Count == 1);

        Assert.Equal(2, _sink.Asked.Count);
        Assert.Single(_sink.Asked.Select(report => report.Id).Distinct());
        await _forwarder.StopAsync(Cancelled);
    }

    [Fact]
    public async Task A_report_that_is_refused_is_dropped_and_the_next_is_sent()
    {
        _sink.Faults.Enqueue(new SpanReportRefusedException(HttpStatusCode.Forbidden));
        End("refused");
        await _forwarder.StartAsync(Cancelled);
        await UntilAsync(() => _sink.Asked.Count == 1);

        End("next");
        await UntilAsync(() => _sink.Taken.Count == 1);

        Assert.Equal("next", Assert.Single(Assert.Single(_sink.Taken).Spans).Name);
        await _forwarder.StopAsync(Cancelled);
    }

    [Fact]
    public void However_many_end_while_nothing_is_taken_no_more_wait_than_there_is_room_for()
    {
        for (var i = 0; i < Room + 7; i++)
            End("one");

        Assert.Equal(7, _collector.TakeLost());
        Assert.Equal(Room, Enumerable.Range(0, Room + 7).Count(_ => _collector.TryTake(out Activity _)));
    }

    [Fact]
    public async Task What_waits_when_the_process_stops_is_sent_first()
    {
        await _forwarder.StartAsync(Cancelled);
        End("last");

        await _forwarder.StopAsync(Cancelled);

        Assert.Equal("last", Assert.Single(Assert.Single(_sink.Taken).Spans).Name);
    }

    private void End(string name) => _collector.OnEnd(_spans.Of(ActivityTraceId.CreateRandom(), name));

    private async Task UntilAsync(Func<bool> isDone)
    {
        while (!isDone())
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancelled);
        }
    }

    private sealed class Sink : IRunSpanSink
    {
        public ConcurrentQueue<Exception> Faults { get; } = new();

        public ConcurrentQueue<SpanReport> Asked { get; } = new();

        public ConcurrentQueue<SpanReport> Taken { get; } = new();

        public Task<SpanReceipt> TakeAsync(SpanReport report, CancellationToken cancellationToken)
        {
            Asked.Enqueue(report);
            if (Faults.TryDequeue(out var fault))
                return Task.FromException<SpanReceipt>(fault);
            Taken.Enqueue(report);
            return Task.FromResult(new SpanReceipt(0, []));
        }
    }
}
