using System.Collections.Concurrent;
using System.Diagnostics;
using Amazon.SQS.Model;
using MassTransit;
using RetailBus.AmazonSqs.Tests.Messages;

namespace RetailBus.AmazonSqs.Tests.Conformance;

/// <summary>Traces, health, temporary queues.</summary>
public abstract class OperationsConformance(IBrokerFixture broker)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_trace_goes_from_the_sender_to_the_last_consumer()
    {
        using var source = new ActivitySource("test-" + Guid.NewGuid());
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == "MassTransit" || s.Name == source.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), x =>
        {
            x.AddConsumer<ShipConsumer>();
            x.AddConsumer<ShippedConsumer>();
        });

        ActivityTraceId trace;
        using (var root = source.StartActivity("root"))
        {
            trace = root!.TraceId;
            await (await bus.EndpointAsync($"{bus.Prefix}-ship")).Send(new ShipItem("a"), Cancel);
        }

        await bus.Journal.WaitForAsync("shipped");
        await bus.StopAsync();
        var own = spans.Where(span => span.TraceId == trace).ToList();
        Assert.Equal(2, own.Count(span => span.OperationName.EndsWith(" send", StringComparison.Ordinal)));
        Assert.Equal(2, own.Count(span => span.OperationName.EndsWith(" receive", StringComparison.Ordinal)));
        Assert.Equal(2, own.Count(span => span.OperationName.EndsWith(" process", StringComparison.Ordinal)));
        Assert.All(own.Where(span => span.OperationName.EndsWith(" send", StringComparison.Ordinal)),
            span => Assert.Equal("aws_sqs", span.GetTagItem("messaging.system")));
        var ids = own.Select(span => span.SpanId).ToHashSet();
        Assert.All(own.Where(span => span.OperationName != "root"), span => Assert.Contains(span.ParentSpanId, ids));
    }

    [Fact]
    public async Task A_traceparent_attribute_of_another_sender_is_continued()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        var received = new TaskCompletionSource<Activity>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == "MassTransit",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.TraceId.ToString() == Trace
                    && span.OperationName.EndsWith(" receive", StringComparison.Ordinal)) received.TrySetResult(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), x => x.AddConsumer<ShipConsumer>());
        var url = (await bus.Sqs.GetQueueUrlAsync($"{bus.Prefix}-ship", Cancel)).QueueUrl;

        await bus.Sqs.SendMessageAsync(
            new SendMessageRequest(url, "{}")
            {
                MessageAttributes = new Dictionary<string, MessageAttributeValue>
                {
                    ["traceparent"] = new() { DataType = "String", StringValue = $"00-{Trace}-b7ad6b7169203331-01" },
                },
            },
            Cancel);

        Assert.Equal("b7ad6b7169203331", (await received.Task.WaitAsync(Cancel)).ParentSpanId.ToString());
    }

    [Fact]
    public async Task Health_tells_when_the_broker_is_away_and_when_it_is_back()
    {
        await using var proxy = new TcpProxy(broker.RequireServiceUrl());
        await using var bus = await TestBus.StartAsync(proxy.Url, x => x.AddConsumer<ShippedConsumer>());
        Assert.Equal(BusHealthStatus.Healthy, bus.Control.CheckHealth().Status);

        proxy.Cut();
        await UntilAsync(bus, status => status != BusHealthStatus.Healthy);
        proxy.Mend();
        await UntilAsync(bus, status => status == BusHealthStatus.Healthy);

        await bus.Bus.Publish(new ItemShipped("after"), Cancel);
        await bus.Journal.WaitForAsync("shipped");
    }

    [Fact]
    public async Task A_queue_deleted_under_a_running_bus_is_set_up_again()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), x => x.AddConsumer<ShipConsumer>());
        var queue = $"{bus.Prefix}-ship";
        await bus.Sqs.DeleteQueueAsync((await bus.Sqs.GetQueueUrlAsync(queue, Cancel)).QueueUrl, Cancel);

        await UntilAsync(bus, status => status != BusHealthStatus.Healthy);
        await UntilAsync(bus, status => status == BusHealthStatus.Healthy);

        await (await bus.EndpointAsync(queue)).Send(new ShipItem("again"), Cancel);
        await bus.Journal.WaitForAsync("ship");
    }

    [Fact]
    public async Task A_temporary_queue_goes_with_its_endpoint()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), x => x.AddConsumer<PriceConsumer>());
        await bus.Bus.Request<AskPrice, PriceAnswer>(new AskPrice("mug"), Cancel, RequestTimeout.After(s: 30));
        var name = bus.Bus.Address.AbsolutePath.Split('/')[^1];
        Assert.NotEmpty((await bus.Sqs.GetQueueUrlAsync(name, Cancel)).QueueUrl);

        await bus.StopAsync();

        await Assert.ThrowsAsync<QueueDoesNotExistException>(() => bus.Sqs.GetQueueUrlAsync(name, Cancel));
    }

    private static async Task UntilAsync(TestBus bus, Func<BusHealthStatus, bool> condition)
    {
        while (!condition(bus.Control.CheckHealth().Status))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
    }
}
