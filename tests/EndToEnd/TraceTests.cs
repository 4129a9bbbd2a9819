using System.Collections.Concurrent;
using System.Diagnostics;

namespace RetailBus.EndToEnd;

/// <summary>One batch is one trace, from the upload to the warehouse's commit, across S3 which carries none.</summary>
public sealed class TraceTests(StackFixture stack) : IClassFixture<StackFixture>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly ConcurrentQueue<Activity> _spans = new();
    private ActivityListener? _listener;

    [Fact]
    public async Task The_spans_of_an_uploaded_batch_are_one_connected_trace()
    {
        _listener = Listen();
        var path = Path.Combine(stack.Files, "traced.csv");
        await File.WriteAllTextAsync(
            path,
            "order_id,store_id,item,quantity,price,total_amount,timestamp\nT1,S1,Apple,1,1.00,1.00,03/14/2026 09:30\n",
            TestContext.Current.CancellationToken);

        var landed = await CommandLine.JsonAsync(
            TestContext.Current.CancellationToken, "land", path, "--dataset", "orders", "--wait", "--url", stack.Url);
        var id = landed[0].GetProperty("batchId").GetString()!;
        var run = await CommandLine.JsonAsync(TestContext.Current.CancellationToken, "runs", "show", id, "--url", stack.Url);

        var trace = run.GetProperty("traceId").GetString();
        var spans = await SpansOfAsync(trace!, "commit");
        Assert.Single(spans, span => span.Source.Name == "Microsoft.AspNetCore" && span.Parent is null && span.ParentSpanId == default);
        var ids = spans.Select(span => span.SpanId).ToHashSet();
        Assert.Empty(spans.Where(span => span.ParentSpanId != default && !ids.Contains(span.ParentSpanId)).Select(span => $"{span.Source.Name} {span.DisplayName}"));
        Assert.Equal(["land", "transform", "load"], Stages(spans));
    }

    public void Dispose() => _listener?.Dispose();

    private static string[] Stages(IReadOnlyList<Activity> spans) =>
    [
        .. new[] { "land", "transform", "load" }.Where(stage => spans.Any(
            span => span.DisplayName.StartsWith(stage, StringComparison.Ordinal) || span.DisplayName.Contains($"retailbus-{stage} ", StringComparison.Ordinal))),
    ];

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "RetailBus" or "MassTransit" or "Microsoft.AspNetCore" or "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    /// <summary>Spans end after the answer that a client saw: waits until the last of them has, and every parent too.</summary>
    private async Task<IReadOnlyList<Activity>> SpansOfAsync(string trace, string last)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var spans = _spans.Where(span => span.TraceId.ToHexString() == trace).ToList();
            var ids = spans.Select(span => span.SpanId).ToHashSet();
            var isWhole = spans.Any(span => span.DisplayName.Contains(last, StringComparison.Ordinal))
                && spans.Where(span => span.ParentSpanId != default).All(span => ids.Contains(span.ParentSpanId));
            if (isWhole || TimeProvider.System.GetElapsedTime(begun) > Patience)
                return spans;

            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
