using System.Diagnostics;
using Amazon.SQS;
using Amazon.SQS.Model;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.AmazonSqs;

namespace RetailBus.Benchmarks.Messages;

/// <summary>A bus over our transport with one consumer that does nothing.</summary>
internal sealed class TransportBus : IAsyncDisposable
{
    private const string Queue = "benchmark";
    private const string Region = "us-east-1";

    /// <summary>Before each message that is timed: what the one before left to do is done.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly ServiceProvider _services;
    private readonly IBusControl _bus;

    private TransportBus(ServiceProvider services)
    {
        _services = services;
        _bus = services.GetRequiredService<IBusControl>();
    }

    private Arrivals Arrivals => _services.GetRequiredService<Arrivals>();

    public static Task<TransportBus> StartAsync(Cloud cloud, int consumers) =>
        StartAsync(cloud, bus => bus.AddConsumer<ArrivalsConsumer>().Endpoint(endpoint => endpoint.Name = Queue), (context, configurator) =>
        {
            configurator.PrefetchCount = consumers;
            configurator.ConcurrentMessageLimit = consumers;
            configurator.ConfigureEndpoints(context);
        });

    /// <summary>With so many queues, to which nothing comes.</summary>
    public static Task<TransportBus> StartIdleAsync(Cloud cloud, int queues) => StartAsync(cloud, _ => { }, (_, configurator) =>
    {
        for (var queue = 0; queue < queues; queue++)
            configurator.ReceiveEndpoint($"idle-{queue}", (IReceiveEndpointConfigurator _) => { });
    });

    private static async Task<TransportBus> StartAsync(
        Cloud cloud,
        Action<IBusRegistrationConfigurator> register,
        Action<IBusRegistrationContext, IAmazonSqsBusFactoryConfigurator> configure)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<Arrivals>();
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            register(bus);
            bus.UsingAmazonSqs((context, configurator) =>
            {
                configurator.Host(Region, host =>
                {
                    host.AccessKey("test");
                    host.SecretKey("test");
                    host.Config(cloud.Config());
                    host.Config(new AmazonSimpleNotificationServiceConfig { ServiceURL = cloud.Url.ToString(), AuthenticationRegion = Region });
                    host.Delivery(new AmazonSqsDeliveryOptions { PollStopTimeout = TimeSpan.Zero, ConcurrentBatches = 8 });
                });
                configure(context, configurator);
            });
        });
        var started = new TransportBus(services.BuildServiceProvider());
        await started._bus.StartAsync();
        return started;
    }

    /// <summary>Sends to the queue so many messages, so many at a time, and waits until all are consumed.</summary>
    public async Task<TimeSpan> SendAsync(int messages, int atOnce)
    {
        var endpoint = await _bus.GetSendEndpoint(new Uri($"queue:{Queue}"));
        return await RunAsync(messages, atOnce, payload => endpoint.Send(payload));
    }

    /// <summary>As <see cref="SendAsync"/>, over the message's topic.</summary>
    public Task<TimeSpan> PublishAsync(int messages, int atOnce) => RunAsync(messages, atOnce, payload => _bus.Publish(payload));

    /// <summary>A message as the transport puts it on a queue.</summary>
    public async Task<Message> SampleAsync(AmazonSQSClient sqs)
    {
        var queue = (await sqs.CreateQueueAsync("sample")).QueueUrl;
        await (await _bus.GetSendEndpoint(new Uri("queue:sample"))).Send(new Payload(Payload.Text));
        var received = await sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest(queue) { WaitTimeSeconds = 20, MessageAttributeNames = ["All"] });
        return received.Messages[0];
    }

    /// <summary>One message from send or publish to its consumer.</summary>
    public async Task<TimeSpan> PassAsync(bool publish)
    {
        await Task.Delay(Pause, TimeProvider.System);
        return await (publish ? PublishAsync(1, 1) : SendAsync(1, 1));
    }

    public async ValueTask DisposeAsync()
    {
        await _bus.StopAsync();
        await _services.DisposeAsync();
    }

    private async Task<TimeSpan> RunAsync(int messages, int atOnce, Func<Payload, Task> send)
    {
        var all = Arrivals.Expect(messages);
        var began = Stopwatch.GetTimestamp();
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) <= messages)
                await send(new Payload(Payload.Text));
        }));
        await all;
        return Stopwatch.GetElapsedTime(began);
    }
}
