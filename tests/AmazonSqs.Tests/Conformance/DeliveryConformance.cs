using System.Globalization;
using Amazon.SQS.Model;
using MassTransit;
using RetailBus.AmazonSqs.Tests.Messages;

namespace RetailBus.AmazonSqs.Tests.Conformance;

/// <summary>Who gets a message, when, and how often.</summary>
public abstract class DeliveryConformance(IBrokerFixture broker)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stop_strands_nothing()
    {
        const int Count = 20;
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), endpoints: SlowEndpoint(prefetch: 12, limit: 2));
        var queue = $"{bus.Prefix}-slow";
        var endpoint = await bus.EndpointAsync(queue);
        await Task.WhenAll(Enumerable.Range(0, Count).Select(i => endpoint.Send(new SlowItem($"{i}:200"), Cancel)));
        await bus.Journal.WaitForAsync("begin", 2);

        await bus.StopAsync();

        var (visible, inFlight) = await bus.DepthAsync(queue);
        var consumed = bus.Journal.Count("end");
        Assert.Equal(bus.Journal.Count("begin"), consumed);
        Assert.Equal(0, inFlight);
        Assert.Equal(Count, visible + consumed);
        Assert.InRange(consumed, 2, Count - 1);
    }

    [Fact]
    public async Task No_more_messages_than_the_limit_are_consumed_at_once()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), endpoints: SlowEndpoint(prefetch: 12, limit: 2));
        var endpoint = await bus.EndpointAsync($"{bus.Prefix}-slow");

        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => endpoint.Send(new SlowItem($"{i}:50"), Cancel)));

        await bus.Journal.WaitForAsync("end", 10);
        var running = 0;
        var most = 0;
        foreach (var entry in bus.Journal.Entries)
        {
            running += entry.Kind == "begin" ? 1 : -1;
            most = Math.Max(most, running);
        }

        Assert.Equal(2, most);
    }

    [Fact]
    public async Task A_slow_message_does_not_hold_back_its_batch()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), endpoints: SlowEndpoint(prefetch: 10, limit: 10));
        var endpoint = await bus.EndpointAsync($"{bus.Prefix}-slow");

        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => endpoint.Send(new SlowItem($"{i}:{(i == 0 ? -29 : 1)}"), Cancel)));

        await bus.Journal.WaitForAsync("end", 30);
        Assert.Equal("0:-29", bus.Journal.Entries[^1].Text);
    }

    [Fact]
    public async Task A_consumer_that_outlasts_the_visibility_keeps_its_message()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), endpoints: SlowEndpoint(visibility: 2));
        var endpoint = await bus.EndpointAsync($"{bus.Prefix}-slow");

        await endpoint.Send(new SlowItem("0:5000"), Cancel);

        await bus.Journal.WaitForAsync("end");
        await bus.StopAsync();
        Assert.Equal(["begin", "end"], bus.Journal.Entries.Select(e => e.Kind));
        Assert.Equal((0, 0), await bus.DepthAsync($"{bus.Prefix}-slow"));
    }

    [Fact]
    public async Task A_message_held_to_its_limit_is_let_go_for_others()
    {
        await using var bus = await TestBus.StartAsync(
            broker.RequireServiceUrl(), endpoints: SlowEndpoint(prefetch: 1, visibility: 2, longest: TimeSpan.FromSeconds(4)));
        var queue = $"{bus.Prefix}-slow";
        await (await bus.EndpointAsync(queue)).Send(new SlowItem("0:-1"), Cancel);
        await bus.Journal.WaitForAsync("begin");

        while ((await ReceiveAsync(bus, queue)).Messages is not { Count: > 0 })
        {
            // until the transport no longer renews
        }

        Assert.Equal(0, bus.Journal.Count("end"));
        bus.Journal.Write("end", "the other's");
        await bus.Journal.WaitForAsync("end", 2);
    }

    [Fact]
    public async Task A_message_of_a_process_that_died_comes_again()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), endpoints: SlowEndpoint(visibility: 2));
        var queue = $"{bus.Prefix}-slow";
        await bus.Control.StopAsync(Cancel);
        await (await bus.EndpointAsync(queue)).Send(new SlowItem("0:1"), Cancel);
        Assert.Single((await ReceiveAsync(bus, queue)).Messages);

        await bus.Control.StartAsync(Cancel);

        await bus.Journal.WaitForAsync("end");
    }

    [Fact]
    public async Task A_message_that_kills_every_process_is_set_aside_in_the_dead_letter_queue()
    {
        await using var bus = await TestBus.StartAsync(
            broker.RequireServiceUrl(), endpoints: SlowEndpoint(visibility: 2, maxReceiveCount: 2));
        var queue = $"{bus.Prefix}-slow";
        await bus.Control.StopAsync(Cancel);
        await (await bus.EndpointAsync(queue)).Send(new SlowItem("0:1"), Cancel);
        for (var deaths = 0; deaths < 2; deaths++)
        {
            while ((await ReceiveAsync(bus, queue)).Messages is not { Count: > 0 })
            {
                // until the visibility of the last death lapses
            }
        }

        await bus.Control.StartAsync(Cancel);

        Assert.Contains("SlowItem", (await bus.TakeAsync(queue + "_dead")).Body, StringComparison.Ordinal);
        Assert.Empty(bus.Journal.Entries);
    }

    [Fact]
    public async Task Two_hosts_share_a_queue()
    {
        const int Count = 60;
        await using var first = await TestBus.StartAsync(broker.RequireServiceUrl(), endpoints: SlowEndpoint(prefetch: 4));
        await using var second = await TestBus.StartAsync(
            broker.RequireServiceUrl(), endpoints: SlowEndpoint(prefetch: 4), prefix: first.Prefix, journal: first.Journal);
        var endpoint = await first.EndpointAsync($"{first.Prefix}-slow");

        await Task.WhenAll(Enumerable.Range(0, Count).Select(i =>
            endpoint.Send(new SlowItem(string.Create(CultureInfo.InvariantCulture, $"{i}:20")), Cancel)));

        await first.Journal.WaitForAsync(entries => entries.Where(e => e.Kind == "end").Select(e => e.Text).Distinct().Count() == Count);
        await Task.WhenAll(first.StopAsync(), second.StopAsync());
        if (broker.DeliversOnceAtATime)
            Assert.Equal(Count, first.Journal.Count("begin"));
    }

    private static Action<IBusRegistrationContext, IAmazonSqsBusFactoryConfigurator, string> SlowEndpoint(
        int prefetch = 10, int? limit = null, int visibility = 30, int? maxReceiveCount = null, TimeSpan? longest = null) =>
        (context, cfg, prefix) => cfg.ReceiveEndpoint($"{prefix}-slow", endpoint =>
        {
            endpoint.WaitTimeSeconds = 1;
            endpoint.PrefetchCount = prefetch;
            endpoint.ConcurrentMessageLimit = limit;
            endpoint.MaxReceiveCount = maxReceiveCount;
            endpoint.QueueAttributes["VisibilityTimeout"] = visibility;
            if (longest is { } limitOfOne) endpoint.MaxVisibilityTimeout = limitOfOne;
            endpoint.Consumer(() => new SlowConsumer((Journal)context.GetService(typeof(Journal))!));
        });

    private static async Task<ReceiveMessageResponse> ReceiveAsync(TestBus bus, string queue)
    {
        var url = (await bus.Sqs.GetQueueUrlAsync(queue, Cancel)).QueueUrl;
        return await bus.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest(url) { WaitTimeSeconds = 1 }, Cancel);
    }
}
