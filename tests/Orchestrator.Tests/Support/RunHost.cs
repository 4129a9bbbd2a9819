using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Ledger;

namespace RetailBus.Orchestrator.Tests.Support;

/// <summary>The saga on the in-memory bus. Stages are played by the test.</summary>
internal sealed class RunHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IBusControl _bus;

    private RunHost(ServiceProvider services)
    {
        _services = services;
        _bus = services.GetRequiredService<IBusControl>();
        Ledger = services.GetRequiredService<IRunLedger>();
        _bus.ConnectConsumeObserver(Deliveries);
        _bus.ConnectSendObserver(Deliveries);
        _bus.ConnectPublishObserver(Deliveries);
    }

    public Deliveries Deliveries { get; } = new();

    public IRunLedger Ledger { get; }

    public static async Task<RunHost> StartAsync(int maxAttempts = 10)
    {
        FakeTimeProvider time = new(Batch.LandedAt.AddMinutes(1));
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection([new("Orchestrator:MaxAttempts", $"{maxAttempts}")])
                .Build())
            .AddRunLedger()
            .AddMassTransit(bus =>
            {
                bus.DisableUsageTelemetry();
                bus.AddRuns();
                bus.UsingInMemory((context, configurator) => configurator.ConfigureEndpoints(context));
            })
            .BuildServiceProvider(validateScopes: true);
        var host = new RunHost(services);
        await host._bus.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>Delivers a message to the saga and waits until it was handled.</summary>
    /// <exception cref="Exception">The saga threw it.</exception>
    public async Task DeliverAsync(object message, Guid? messageId = null)
    {
        var id = messageId ?? NewId.NextGuid();
        var handled = Deliveries.Handled(id);
        var queue = await _bus.GetSendEndpoint(QueueNames.Address(QueueNames.Orchestrate));
        await queue.Send(message, message.GetType(), Pipe.Execute<SendContext>(context => context.MessageId = id));
        await handled.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    public async Task DeliverAllAsync(params object[] messages)
    {
        foreach (var message in messages)
            await DeliverAsync(message);
    }

    public async Task<RunDetail> RunAsync(Guid id) =>
        await Ledger.FindAsync(id, TestContext.Current.CancellationToken) ?? throw new InvalidOperationException($"There is no run {id}.");

    /// <summary>Commands that the saga sent for a batch.</summary>
    public IReadOnlyList<T> Commands<T>(Func<T, bool> of) => [.. Deliveries.Sent.OfType<T>().Where(of)];

    public IReadOnlyList<T> Events<T>(Func<T, bool> of) => [.. Deliveries.Published.OfType<T>().Where(of)];

    public async ValueTask DisposeAsync()
    {
        await _bus.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
