using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Tracing;
using RetailBus.Orchestrator.Tests.Support;
using RetailBus.Orchestrator.Tracing;
using RetailBus.Platform.Telemetry.Tracing;

namespace RetailBus.Orchestrator.Tests.Tracing;

public abstract class TraceStoreSuite(RunDatabase database) : StoreSuite(database)
{
    private readonly RunDatabase _database = database;
    private readonly Guid _batch = Guid.NewGuid();
    private readonly string _trace = Spans.NewTrace();

    [Fact]
    public async Task Spans_are_found_by_their_batch_and_by_their_trace_and_a_report_that_comes_twice_counts_once()
    {
        await using var host = await StartTracedAsync();
        var store = host.Services.GetRequiredService<TraceStore>();
        var land = Spans.Of(_trace, "land", batch: _batch);
        var report = Report(land, Spans.Of(_trace, "step", land), Spans.Of(Spans.NewTrace(), "of another"));
        await store.AddAsync(report, Cancelled);
        await store.AddAsync(report, Cancelled);
        await store.AddAsync(Report(Spans.Of(_trace, "later", land)), Cancelled);

        Assert.Equal(["land", "later", "step"], await NamesAsync(store, _batch, null));
        Assert.Equal(["land", "later", "step"], await NamesAsync(store, Guid.NewGuid(), _trace));
        Assert.Empty(await NamesAsync(store, Guid.NewGuid(), null));
    }

    [Fact]
    public async Task A_retrys_trace_is_found_with_that_of_the_landing()
    {
        await using var host = await StartTracedAsync();
        var store = host.Services.GetRequiredService<TraceStore>();
        await store.AddAsync(Report(Spans.Of(_trace, "landed", batch: _batch)), Cancelled);
        await store.AddAsync(Report(Spans.Of(Spans.NewTrace(), "retried", batch: _batch)), Cancelled);

        Assert.Equal(["landed", "retried"], await NamesAsync(store, _batch, _trace));
    }

    [Fact]
    public async Task What_is_older_than_its_retention_is_removed()
    {
        await using var host = await StartTracedAsync();
        var store = host.Services.GetRequiredService<TraceStore>();
        await store.AddAsync(Report(Spans.Of(_trace, "old", batch: _batch)), Cancelled);
        host.Time.Advance(TimeSpan.FromDays(13));
        await store.AddAsync(Report(Spans.Of(_trace, "new", batch: _batch)), Cancelled);
        host.Time.Advance(TimeSpan.FromDays(2));

        while ((await NamesAsync(store, _batch, _trace)).Count > 1)
        {
            host.Time.Advance(TimeSpan.FromMinutes(1)); // the watch sweeps once an hour
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancelled);
        }

        Assert.Equal(["new"], await NamesAsync(store, _batch, _trace));
    }

    [Fact]
    public async Task A_run_that_fails_has_its_traces_told_to_whoever_asks()
    {
        await using var host = await StartTracedAsync();
        var sink = host.Services.GetRequiredService<IRunSpanSink>();
        var before = (await sink.TakeAsync(Report() with { After = 0 }, Cancelled)).Cursor;
        var (failed, good) = (new Batch("orders/failed.csv"), new Batch("orders/good.csv", "b", 1));

        await host.DeliverAllAsync(good.Landed(), failed.Landed(), failed.TransformFailed());

        var trace = (await host.RunAsync(failed.Id)).TraceId;
        Assert.NotNull(trace);
        var told = (await sink.TakeAsync(Report() with { After = before }, Cancelled)).Failed;
        Assert.Contains(trace, told);
        Assert.DoesNotContain((await host.RunAsync(good.Id)).TraceId, told);
        Assert.Empty((await sink.TakeAsync(Report() with { After = null }, Cancelled)).Failed);
    }

    private static SpanReport Report(params RunSpan[] spans) => new() { Id = Guid.NewGuid(), Spans = spans };

    private static async Task<List<string>> NamesAsync(TraceStore store, Guid batch, string? trace) =>
        [.. (await store.FindAsync(batch, trace, Cancelled)).Spans.Select(span => span.Name).Order()];

    private Task<RunHost> StartTracedAsync() => RunHost.StartAsync(
        database: _database,
        configure: builder =>
        {
            builder.Services.AddRunTraces();
            builder.Services.AddHostedService<TraceListener>();
        });
}
