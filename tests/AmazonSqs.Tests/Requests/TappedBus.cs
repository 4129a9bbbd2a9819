using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace RetailBus.AmazonSqs.Tests.Requests;

/// <summary>A bus with its requests, its log and, where a test wants it, its clock in the test's hands.</summary>
internal sealed class TappedBus(TestBus bus, RequestTap tap, LogLines log, FakeTimeProvider time) : IAsyncDisposable
{
    public TestBus Bus => bus;

    public RequestTap Tap => tap;

    public LogLines Log => log;

    public FakeTimeProvider Time => time;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="serviceUrl">The broker.</param>
    /// <param name="endpoints">Its endpoints.</param>
    /// <param name="standsStill">Its clock only goes on by <see cref="Time"/>.</param>
    public static async Task<TappedBus> StartAsync(
        Uri serviceUrl, Action<IBusRegistrationContext, IAmazonSqsBusFactoryConfigurator, string> endpoints, bool standsStill = false)
    {
        var tap = new RequestTap();
        var log = new LogLines();
        var time = new FakeTimeProvider();
        var bus = await TestBus.StartAsync(serviceUrl, endpoints: endpoints, http: tap, services: services =>
        {
            services.AddSingleton<ILoggerProvider>(log);
            if (standsStill) services.AddSingleton<TimeProvider>(time);
        });
        return new TappedBus(bus, tap, log, time);
    }

    /// <summary>Lets the bus's clock run in steps until the condition holds; it stands still while a renewal is under way.</summary>
    public async Task RunUntilAsync(TimeSpan step, Func<bool> condition)
    {
        while (!condition())
        {
            if (tap.RenewalsUnderWay == 0) time.Advance(step);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancel);
        }
    }

    public static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancel);
    }

    /// <summary>Nothing visible or in flight.</summary>
    public async Task UntilEmptyAsync(string queue)
    {
        while (await bus.DepthAsync(queue) != (0, 0)) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
    }

    public ValueTask DisposeAsync() => bus.DisposeAsync();
}
