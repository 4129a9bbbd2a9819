using System.Diagnostics;
using System.Globalization;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Orchestrator;
using RetailBus.Platform.Bus;
using RetailBus.Platform.Storage;

namespace RetailBus.Benchmarks.Sagas;

/// <summary>The orchestrator on a bus in memory.</summary>
internal sealed class SagaHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _landed;

    private SagaHost(WebApplication app) => _app = app;

    public static async Task<SagaHost> StartAsync(IReadOnlyDictionary<string, string?> settings, int consumers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Configuration["Orchestrator:ConcurrentMessages"] = consumers.ToString(CultureInfo.InvariantCulture);
        builder.Services.AddSingleton<Arrivals>();
        builder.AddOrchestrator();
        WithoutZones(builder.Services);
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            foreach (var register in (List<Action<IBusRegistrationConfigurator>>)((IHostApplicationBuilder)builder).Properties[typeof(BusRegistrations)])
                register(bus);
            bus.AddConsumer<AnsweringTransform>().Endpoint(endpoint => endpoint.Name = QueueNames.Transform);
            bus.AddConsumer<AnsweringLoad>().Endpoint(endpoint => endpoint.Name = QueueNames.Load);
            bus.AddConsumer<CompletedRunsConsumer>();
            bus.UsingInMemory((context, configurator) => configurator.ConfigureEndpoints(context));
        });
        builder.Services.AddOptions<MassTransitHostOptions>().Configure(options => options.WaitUntilStarted = true);
        var host = new SagaHost(builder.Build());
        await host._app.StartAsync();
        return host;
    }

    /// <summary>No object is read or written here: the zones need not be made.</summary>
    private static void WithoutZones(IServiceCollection services)
    {
        var provisioning = services.Single(service =>
            service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Namespace == typeof(ZoneRegistration).Namespace);
        services.Remove(provisioning);
    }

    /// <summary>Lands so many batches at once, and waits until all runs are completed.</summary>
    public async Task<TimeSpan> RunAsync(int runs)
    {
        var completed = _app.Services.GetRequiredService<Arrivals>();
        var bus = _app.Services.GetRequiredService<IBus>();
        var all = completed.Expect(runs);
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < runs; i++)
            await bus.Publish(Landing(_landed++));
        await all;
        return Stopwatch.GetElapsedTime(began);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static OrderBatchLanded Landing(int number)
    {
        var landed = new LandedObject
        {
            Bucket = "raw",
            Key = string.Create(CultureInfo.InvariantCulture, $"orders/file-{number:000000}.csv"),
            VersionId = "1",
            ETag = "e",
            Size = 10_000,
            LandedAt = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero).AddSeconds(number),
        };
        return new OrderBatchLanded { BatchId = BatchIds.For(landed), Dataset = "orders", Object = landed, Announcement = "notification" };
    }
}
