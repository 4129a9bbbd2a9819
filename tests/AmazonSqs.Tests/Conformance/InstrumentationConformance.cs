using System.Text.Json;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.AmazonSqs.Tests.Messages;

namespace RetailBus.AmazonSqs.Tests.Conformance;

/// <summary>MassTransit's test harness, observers and probe.</summary>
public abstract class InstrumentationConformance(IBrokerFixture broker)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MassTransits_test_harness_sees_what_is_sent_consumed_published_and_answered()
    {
        var prefix = TestBus.NewPrefix();
        var serviceUrl = broker.RequireServiceUrl();
        await using var provider = new ServiceCollection()
            .AddSingleton(new Journal())
            .AddMassTransitTestHarness(TextWriter.Null, x =>
            {
                x.DisableUsageTelemetry();
                x.SetEndpointNameFormatter(new KebabCaseEndpointNameFormatter(prefix, false));
                x.SetTestTimeouts(testTimeout: TimeSpan.FromSeconds(60), testInactivityTimeout: TimeSpan.FromSeconds(20));
                x.AddConsumer<ShipConsumer>();
                x.AddConsumer<PriceConsumer>();
                x.AddAmazonSqsConfigureEndpointsCallback((_, _, endpoint) => endpoint.WaitTimeSeconds = 1);
                x.UsingAmazonSqs((context, cfg) =>
                {
                    TestBus.Connect(cfg, serviceUrl, prefix);
                    cfg.WaitTimeSeconds = 1;
                    cfg.ConfigureEndpoints(context);
                });
            })
            .BuildServiceProvider(true);
        var harness = provider.GetRequiredService<ITestHarness>();
        await harness.Start();

        var endpoint = await harness.GetConsumerEndpoint<ShipConsumer>();
        await endpoint.Send(new ShipItem("a"), Cancel);
        var answer = await harness.GetRequestClient<AskPrice>().GetResponse<PriceAnswer>(new AskPrice("mug"), Cancel);

        Assert.True(await harness.Sent.Any<ShipItem>(Cancel));
        Assert.True(await harness.GetConsumerHarness<ShipConsumer>().Consumed.Any<ShipItem>(Cancel));
        Assert.True(await harness.Published.Any<ItemShipped>(Cancel));
        Assert.Equal(4.5m, answer.Message.Price);
        await harness.Stop(Cancel);
    }

    [Fact]
    public async Task Observers_see_sending_receiving_consuming_and_publishing()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), x => x.AddConsumer<ShipConsumer>());
        var seen = new RecordingObserver();
        bus.Bus.ConnectSendObserver(seen);
        bus.Bus.ConnectReceiveObserver(seen);
        bus.Bus.ConnectConsumeObserver(seen);
        bus.Bus.ConnectPublishObserver(seen);

        await (await bus.EndpointAsync($"{bus.Prefix}-ship")).Send(new ShipItem("a"), Cancel);

        await seen.Journal.WaitForAsync("received");
        await seen.Journal.WaitForAsync("sent");
        string[] consuming = ["receiving", "consuming", "publishing", "published", "consumed by", "consumed", "received"];
        Assert.Equal(consuming, seen.Journal.Entries.Select(e => e.Kind).Where(kind => kind is not ("sending" or "sent")));
        Assert.Equal(nameof(ShipItem), seen.Journal.Entries.Single(e => e.Kind == "sent").Text);
        Assert.Equal(nameof(ItemShipped), seen.Journal.Entries.Single(e => e.Kind == "published").Text);
    }

    [Fact]
    public async Task Observers_see_a_fault()
    {
        await using var bus = await TestBus.StartAsync(broker.RequireServiceUrl(), x => x.AddConsumer<FlakyConsumer>());
        var seen = new RecordingObserver();
        bus.Bus.ConnectReceiveObserver(seen);
        bus.Bus.ConnectConsumeObserver(seen);

        await (await bus.EndpointAsync($"{bus.Prefix}-flaky")).Send(new FailItem("99"), Cancel);

        await seen.Journal.WaitForAsync("received");
        Assert.Equal(["receiving", "consuming", "consume fault by", "consume fault", "received"], seen.Journal.Entries.Select(e => e.Kind));
    }

    [Fact]
    public async Task A_probe_tells_host_queue_consumer_and_limits()
    {
        await using var bus = await TestBus.StartAsync(
            broker.RequireServiceUrl(), x => x.AddConsumer<ShipConsumer>(c => c.ConcurrentMessageLimit = 3));

        var probe = JsonSerializer.Serialize(bus.Control.GetProbeResult(Cancel).Results);

        Assert.Contains("AmazonSQS", probe, StringComparison.Ordinal);
        Assert.Contains("us-east-1", probe, StringComparison.Ordinal);
        Assert.Contains($"{bus.Prefix}-ship", probe, StringComparison.Ordinal);
        Assert.Contains(nameof(ShipConsumer), probe, StringComparison.Ordinal);
    }
}
