using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Amazon.S3.Model;
using RetailBus.Ingest.Tests.Support;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Ingest.Tests;

[Collection(LandCollection.Name)]
public sealed class LandingTraceTests : IDisposable
{
    private readonly LandHost _host;
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public LandingTraceTests(LandHost host)
    {
        _host = host;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == RetailBusTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_foreign_clients_batch_begins_its_own_trace_with_the_wait_for_its_event_in_it()
    {
        const string Key = "orders/foreign-trace.csv";
        await _host.S3.PutObjectAsync(new PutObjectRequest { BucketName = LandHost.Raw, Key = Key, ContentBody = "x" }, Cancelled);
        var landed = Assert.Single(await LandedBatches.WaitAsync(message => message.Object.Key == Key));

        var land = await SpanAsync(span => span.DisplayName == "land orders" && span.TraceId == landed.Trace);
        Assert.Equal(default, land.ParentSpanId);
        Assert.Equal(landed.Message.BatchId, land.GetTagItem(RetailBusTelemetry.BatchId));
        var wait = await SpanAsync(span => span.DisplayName == "land wait" && span.TraceId == land.TraceId);
        Assert.Equal(land.SpanId, wait.ParentSpanId);
        Assert.True(wait.StartTimeUtc + wait.Duration <= land.StartTimeUtc.AddMilliseconds(1), "The wait ends where the work begins.");
    }

    [Fact]
    public async Task An_object_of_the_delivery_stream_links_to_the_generator_that_was_at_work()
    {
        using var response = await _host.Http.PostAsJsonAsync("/api/generate", new { orders = 5, stores = 1, seed = 99 }, Cancelled);
        Assert.True(response.IsSuccessStatusCode);
        var generator = await SpanAsync(span => span.DisplayName == "generate orders");

        await SpanAsync(span => span.DisplayName == "land orders" && span.Links.Any(link => link.Context.SpanId == generator.SpanId));
    }

    private async Task<Activity> SpanAsync(Func<Activity, bool> isIt)
    {
        for (; ; await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancelled))
        {
            if (_ended.FirstOrDefault(isIt) is { } found)
                return found;
        }
    }
}
