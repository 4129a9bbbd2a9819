using System.Collections.Concurrent;
using System.Diagnostics;
using RetailBus.Platform.Telemetry;
using RetailBus.Transform.Tests.Cloud;
using static RetailBus.Transform.Tests.Databricks.EngineCalls;

namespace RetailBus.Transform.Tests.Databricks;

public sealed class LookTraceTests : IClassFixture<S3Server>, IDisposable
{
    private readonly S3Server _s3;
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public LookTraceTests(S3Server s3)
    {
        _s3 = s3;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is RetailBusTelemetry.Name or "MassTransit",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Each_look_is_below_the_commands_first_delivery_and_not_below_the_look_before()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(_s3, Settings(workspace));
        workspace.Work = new ClusterOfDuckDb(_s3.Client, host.Services).RunAsync;
        var command = await host.LandAsync(
            "orders", "one.csv", "order_id,store_id,item,quantity,price,total_amount,timestamp\n1,S1,a,1,1,1,2026-11-23\n");

        await host.SendAsync(command);
        await host.CompletedAsync(command.BatchId);

        var looks = _ended
            .Where(span => span.OperationName == "transform look again" && Equals(span.GetTagItem(RetailBusTelemetry.BatchId), command.BatchId))
            .ToList();
        Assert.True(looks.Count >= 4);
        Assert.Single(looks.Select(look => (look.TraceId, look.ParentSpanId)).Distinct());
        Assert.All(looks, look => Assert.Contains(_ended, span => span.Source.Name == "MassTransit" && span.ParentSpanId == look.SpanId));
    }
}
