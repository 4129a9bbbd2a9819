using System.Diagnostics;
using Amazon.SQS;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.AmazonSqs;

namespace RetailBus.Benchmarks.Messages;

/// <summary>A bus over our transport with one consumer that does nothing.</summary>
internal sealed class TransportBus : IAsyncDisposable
{
    private const string Queue = "benchmark";
    private const string Region = "us-east-1";

    private readonly ServiceProvider _services;
    private readonly IBusControl _bus;

    private TransportBus(ServiceProvider services)
    {
        _services = services;
        _bus = services.GetRequiredService<IBusControl>();
    }

    private Arrivals Arrivals => _services.GetRequiredService<Arrivals>();

    public static async Task<TransportBus> StartAsync(Uri cloud, int consumers)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<Arrivals>();
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddConsumer<ArrivalsConsumer>().Endpoint(endpoint => endpoint.Name = Queue);
            bus.UsingAmazonSqs((context, configurator) =>
            {
                configurator.Host(Region, host =>
                {
                    host.AccessKey("test");
                    host.SecretKey("test");
                    host.Config(new AmazonSQSConfig { ServiceURL = cloud.ToString(), AuthenticationRegion = Region });
                    host.Config(new AmazonSimpleNotificationServiceConfig { ServiceURL = cloud.ToString(), AuthenticationRegion = Region });
                    host.Delivery(new AmazonSqsDeliveryOptions { PollStopTimeout = TimeSpan.Zero });
                });
                configurator.ConcurrentMessageLimit = consumers;
                configurator.ConfigureEndpoints(context);
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
