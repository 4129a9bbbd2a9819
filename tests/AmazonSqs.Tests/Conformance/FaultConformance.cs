using MassTransit;
using RetailBus.AmazonSqs.Tests.Messages;

namespace RetailBus.AmazonSqs.Tests.Conformance;

/// <summary>Retries, error and skipped queues, refusals.</summary>
public abstract class FaultConformance(IBrokerFixture broker)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_consumer_definition_retries_until_the_consumer_succeeds()
    {
        await using var bus = await TestBus.StartAsync(
            broker.RequireServiceUrl(), x => x.AddConsumer<FlakyConsumer, FlakyConsumerDefinition>());

        await (await bus.EndpointAsync($"{bus.Prefix}-flaky")).Send(new FailItem("2"), Cancel);

        await bus.Journal.WaitForAsync("done");
        Assert.Equal(["attempt", "attempt", "attempt", "done"], bus.Journal.Entries.Select(e => e.Kind));
    }

    [Fact]
    public async Task A_failed_message_goes_to_the_error_queue_and_its_fault_is_published()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), x =>
        {
            x.AddConsumer<FlakyConsumer, FlakyConsumerDefinition>();
            x.AddConsumer<FaultConsumer>();
        });

        await (await bus.EndpointAsync($"{bus.Prefix}-flaky")).Send(new FailItem("99"), Cancel);

        var moved = await bus.TakeAsync($"{bus.Prefix}-flaky_error");
        await bus.Journal.WaitForAsync("fault");
        Assert.Equal("application/vnd.masstransit+json", moved.MessageAttributes["Content-Type"].StringValue);
        Assert.Equal("fault", moved.MessageAttributes["MT-Reason"].StringValue);
        Assert.Equal("no luck with 99", moved.MessageAttributes["MT-Fault-Message"].StringValue);
        Assert.EndsWith("-flaky", moved.MessageAttributes["MT-Fault-InputAddress"].StringValue, StringComparison.Ordinal);
        Assert.InRange(moved.MessageAttributes.Count, 4, 10);
        Assert.Contains("\"text\": \"99\"", moved.Body, StringComparison.Ordinal);
        Assert.Equal("no luck with 99", bus.Journal.Entries.Single(e => e.Kind == "fault").Text);
        while (await bus.DepthAsync($"{bus.Prefix}-flaky") != (0, 0))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
    }

    [Fact]
    public async Task A_message_that_nobody_wants_goes_to_the_skipped_queue()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), x => x.AddConsumer<ShipConsumer>());

        await (await bus.EndpointAsync($"{bus.Prefix}-ship")).Send(new Unwanted("x"), Cancel);

        var moved = await bus.TakeAsync($"{bus.Prefix}-ship_skipped");
        Assert.Equal("dead-letter", moved.MessageAttributes["MT-Reason"].StringValue);
        Assert.Contains("Unwanted", moved.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_message_is_redelivered_after_a_delay()
    {
        await using var bus = await TestBus.StartAsync(
            broker.RequireServiceUrl(),
            x => x.AddConsumer<FlakyConsumer>(),
            (context, cfg, prefix) => cfg.ReceiveEndpoint($"{prefix}-later", endpoint =>
            {
                endpoint.WaitTimeSeconds = 1;
                endpoint.UseDelayedRedelivery(r => r.Intervals(TimeSpan.FromSeconds(1)));
                endpoint.ConfigureConsumer<FlakyConsumer>(context);
            }));

        await (await bus.EndpointAsync($"{bus.Prefix}-later")).Send(new FailItem("1"), Cancel);

        await bus.Journal.WaitForAsync("done");
        Assert.Equal(["attempt", "attempt", "done"], bus.Journal.Entries.Select(e => e.Kind));
    }

    [Fact]
    public async Task A_message_over_the_limit_is_refused_with_its_size_and_the_limit()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl());

        var toTopic = await Assert.ThrowsAsync<MessageTooLargeException>(
            () => bus.Bus.Publish(new ItemShipped(new string('ä', 140_000)), Cancel));
        var endpoint = await bus.EndpointAsync($"{bus.Prefix}-big");
        var toQueue = await Assert.ThrowsAsync<MessageTooLargeException>(
            () => endpoint.Send(new ShipItem(new string('x', 1_100_000)), Cancel));

        Assert.InRange(toTopic.Size, 280_000, 290_000);
        Assert.Contains("262,144", toTopic.Message, StringComparison.Ordinal);
        Assert.Contains("1,048,576", toQueue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_near_the_limit_can_still_be_moved_to_the_error_queue()
    {
        await using var bus = await TestBus.StartAsync(
            broker.RequireServiceUrl(),
            x => x.AddConsumer<FlakyConsumer>(),
            delivery: new AmazonSqsDeliveryOptions { MaxQueueMessageBytes = 4096, PollStopTimeout = TimeSpan.FromSeconds(2) });
        var endpoint = await bus.EndpointAsync($"{bus.Prefix}-flaky");
        var length = 4096;
        while (true)
        {
            try
            {
                await endpoint.Send(new FailItem("99" + new string(' ', length)), Cancel);
                break;
            }
            catch (MessageTooLargeException tooLarge)
            {
                length -= Math.Max(1, tooLarge.Size - tooLarge.Limit);
            }
        }

        var moved = await bus.TakeAsync($"{bus.Prefix}-flaky_error");
        Assert.Contains("\"text\": \"99 ", moved.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delay_over_fifteen_minutes_is_refused()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl());
        var endpoint = await bus.EndpointAsync($"{bus.Prefix}-delayed");

        var refused = await Assert.ThrowsAsync<AmazonSqsTransportException>(
            () => endpoint.Send(new ShipItem("x"), c => c.Delay = TimeSpan.FromMinutes(16), Cancel));

        var published = await Assert.ThrowsAsync<AmazonSqsTransportException>(
            () => bus.Bus.Publish(new ItemShipped("x"), c => c.Delay = TimeSpan.FromSeconds(1), Cancel));
        Assert.Contains("SQS delays by 15 minutes at most", refused.Message, StringComparison.Ordinal);
        Assert.Contains("run store's scheduler", refused.Message, StringComparison.Ordinal);
        Assert.Contains("SNS has no delays", published.Message, StringComparison.Ordinal);
    }
}
