using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RetailBus.SagaStore.Outbox;
using RetailBus.SagaStore.Tests.Databases;
using RetailBus.SagaStore.Tests.Orders;

namespace RetailBus.SagaStore.Tests;

/// <summary>One process of a system: a bus in memory, the order saga, the store.</summary>
public sealed class TestNode : IAsyncDisposable
{
    private readonly IHost _host;
    private bool _stopped;

    private TestNode(IHost host) => _host = host;

    public Recorder Recorder { get; } = new();

    public IServiceProvider Services => _host.Services;

    public IBus Bus => Services.GetRequiredService<IBus>();

    public ISagaReader<OrderState> Reader => Services.GetRequiredService<ISagaReader<OrderState>>();

    /// <remarks>
    /// The sweeper's first sweep comes at an instant of its own after the start, however long its interval is: a test about what
    /// nobody has sent yet runs without one.
    /// </remarks>
    public static async Task<TestNode> Start(
        TestDatabase database,
        CancellationToken cancellationToken,
        Action<SagaStoreOptions>? options = null,
        OrderEndpoint? endpoint = null,
        Action<SagaTableBuilder<OrderState>>? table = null,
        Action<IBusRegistrationConfigurator>? consumers = null,
        bool sweeps = true)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(endpoint ?? new());

        // MassTransit's log context is a static that outlives a node, so its factory must not be disposed with one.
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.Services.AddMassTransit(x =>
        {
            x.DisableUsageTelemetry();
            x.AddSagaStore(store =>
            {
                database.Configure(store);
                store.SweepInterval = TimeSpan.FromMilliseconds(20);
                options?.Invoke(store);
            });
            x.AddSagaStateMachine<OrderStateMachine, OrderState>(typeof(OrderSagaDefinition)).SqlRepository(table ?? OrderTable.Declare);
            x.AddConsumer<RecordingConsumer>();
            consumers?.Invoke(x);
            x.UsingInMemory((context, bus) => bus.ConfigureEndpoints(context));
        });
        if (!sweeps)
            builder.Services.Remove(builder.Services.Single(x => x.ImplementationType == typeof(OutboxSweeperService)));
        TestNode? node = null;
        builder.Services.AddSingleton(_ => node!.Recorder);
        node = new TestNode(builder.Build());
        await node._host.StartAsync(cancellationToken);
        return node;
    }

    public Task Publish<T>(T message, CancellationToken cancellationToken)
        where T : class => Bus.Publish(message, cancellationToken);

    public async Task Stop()
    {
        _stopped = true;
        await _host.StopAsync();
        await Dispose(_host);
    }

    /// <summary>Drops everything without the work that an orderly stop does, as a killed process would.</summary>
    public async Task Die()
    {
        _stopped = true;
        await Dispose(_host);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_stopped)
            await Stop();
    }

    private static async Task Dispose(IHost host)
    {
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        else
            host.Dispose();
    }
}
