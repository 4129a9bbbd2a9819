using System.Collections.Concurrent;
using System.Diagnostics;
using RetailBus.Platform.Telemetry;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Loading;

public sealed class LoadTraceTests : IDisposable
{
    private static readonly string[] Steps = ["load check", "load copy", "load merge", "load record", "load commit"];

    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public LoadTraceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == RetailBusTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Each_batch_of_a_group_has_the_transactions_steps_in_its_own_trace()
    {
        using var warehouse = new TestWarehouse();
        var (first, second) = (Traced(warehouse, "a", "1"), Traced(warehouse, "b", "2"));

        await warehouse.LoadAsync(first, second);

        Assert.Equal(Steps, Of(first).Select(span => span.DisplayName));
        Assert.Equal(Steps, Of(second).Select(span => span.DisplayName));
        foreach (var (own, other) in Of(first).Zip(Of(second)))
        {
            Assert.Equal((first.Trace.SpanId, second.Trace.SpanId), (own.ParentSpanId, other.ParentSpanId));
            Assert.True((own.StartTimeUtc - other.StartTimeUtc).Duration() < TimeSpan.FromSeconds(10));
            Assert.Equal((2, "duckdb"), (other.GetTagItem(RetailBusTelemetry.GroupSize), other.GetTagItem("db.system.name")));
        }

        Assert.Equal(2L, Of(second).Single(span => span.DisplayName == "load copy").GetTagItem(RetailBusTelemetry.Rows));
    }

    [Fact]
    public async Task The_step_that_fails_says_why()
    {
        using var warehouse = new TestWarehouse();
        var batch = new BatchBuilder(warehouse.Folder) { Lines = [new Line("1", "tea", 1), new Line("1", "tea", 2)] }.Build() with { Trace = NewTrace() };

        Assert.NotNull(Assert.Single(await warehouse.LoadAsync(batch)).Fault);

        var failed = Assert.Single(Of(batch), span => span.Status == ActivityStatusCode.Error);
        Assert.NotNull(failed.GetTagItem("error.type"));
        Assert.Equal("exception", Assert.Single(failed.Events).Name);
    }

    [Fact]
    public async Task A_load_that_nobody_traces_begins_no_trace()
    {
        using var warehouse = new TestWarehouse();
        var batch = new BatchBuilder(warehouse.Folder) { Lines = [new Line("1", "tea", 1)] }.Build();

        await warehouse.LoadAsync(batch);

        Assert.Empty(Of(batch));
    }

    private static ActivityContext NewTrace() =>
        new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);

    private static StagedBatch Traced(TestWarehouse warehouse, string name, string order) =>
        new BatchBuilder(warehouse.Folder) { Name = name, Lines = [new Line(order, "tea", 1)] }.Build() with { Trace = NewTrace() };

    private List<Activity> Of(StagedBatch batch) =>
        [.. _ended.Where(span => span.TraceId == batch.Trace.TraceId).OrderBy(span => Array.IndexOf(Steps, span.DisplayName))];
}
