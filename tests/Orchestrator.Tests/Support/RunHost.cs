using System.Globalization;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Ledger;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Tests.Support;

/// <summary>The saga with its store, on a bus in memory. Stages are played by the test.</summary>
internal sealed class RunHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly RunDatabase? _own;

    private RunHost(IHost host, FakeTimeProvider time, RunDatabase? own)
    {
        _host = host;
        _own = own;
        Time = time;
        Bus.ConnectConsumeObserver(Deliveries);
        Bus.ConnectSendObserver(Deliveries);
    }

    public Deliveries Deliveries { get; } = new();

    public FakeTimeProvider Time { get; }

    public IServiceProvider Services => _host.Services;

    public IRunLedger Ledger => Services.GetRequiredService<IRunLedger>();

    public IBus Bus => Services.GetRequiredService<IBus>();

    /// <param name="maxAttempts">Attempts of a run.</param>
    /// <param name="database">Created already; a file of the host's own when null.</param>
    /// <param name="configure">Adds services and settings.</param>
    /// <param name="register">Adds to the bus.</param>
    public static async Task<RunHost> StartAsync(
        int maxAttempts = 10,
        RunDatabase? database = null,
        Action<HostApplicationBuilder>? configure = null,
        Action<IBusRegistrationConfigurator>? register = null)
    {
        var own = database is null ? new SqliteRunDatabase() : null;
        FakeTimeProvider time = new(Batch.LandedAt.AddMinutes(1));
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection((database ?? own!).Settings);
        builder.Configuration["Orchestrator:MaxAttempts"] = maxAttempts.ToString(CultureInfo.InvariantCulture);

        // MassTransit's log context is a static that outlives a host, so its factory must not be disposed with one.
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddRunLedger();

        // A test that lets half an hour pass means deadlines, not that the outbox's messages were left behind.
        builder.Services.PostConfigure<SagaStoreOptions>(store => store.Lease = store.SweepInterval = TimeSpan.FromHours(1));
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddRuns();
            register?.Invoke(bus);
            bus.UsingInMemory((context, configurator) => configurator.ConfigureEndpoints(context));
        });
        builder.Services.AddOptions<MassTransitHostOptions>().Configure(options => options.WaitUntilStarted = true);
        configure?.Invoke(builder);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new RunHost(host, time, own);
    }

    /// <summary>Delivers a message to the saga and waits until it was handled, and what it led to was sent.</summary>
    /// <exception cref="Exception">The saga threw it.</exception>
    public async Task DeliverAsync(object message, Guid? messageId = null)
    {
        var id = messageId ?? NewId.NextGuid();
        var handled = Deliveries.Handled(id);
        var queue = await Bus.GetSendEndpoint(QueueNames.Address(QueueNames.Orchestrate));
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

    /// <summary>Waits until the run is as it should be.</summary>
    public async Task<RunDetail> UntilAsync(Guid id, Func<RunDetail, bool> reached)
    {
        for (; ; await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken))
        {
            if (await Ledger.FindAsync(id, TestContext.Current.CancellationToken) is { } run && reached(run))
                return run;
        }
    }

    /// <summary>Commands that the saga sent for a batch.</summary>
    public IReadOnlyList<T> Commands<T>(Func<T, bool> of) => [.. Deliveries.Sent.OfType<T>().Where(of)];

    /// <summary>Waits for commands: what a commit led to is sent after the run shows it.</summary>
    public async Task<IReadOnlyList<T>> CommandsAsync<T>(Func<T, bool> of, int atLeast)
    {
        while (Commands(of).Count < atLeast)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        return Commands(of);
    }

    public IReadOnlyList<T> Events<T>(Func<T, bool> of) => [.. Deliveries.Sent.OfType<T>().Where(of)];

    /// <summary>Waits for events, as <see cref="CommandsAsync"/> for commands.</summary>
    public Task<IReadOnlyList<T>> EventsAsync<T>(Func<T, bool> of, int atLeast) => CommandsAsync(of, atLeast);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
        if (_own is not null)
            await _own.DisposeAsync();
    }
}
