using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RetailBus.SagaStore.Databases;

namespace RetailBus.SagaStore.Outbox;

/// <summary>Sweeps while the bus is up, and forgets old inbox rows.</summary>
internal sealed partial class OutboxSweeperService(
    OutboxSweeper sweeper,
    IBusControl bus,
    SagaDatabase database,
    IOptions<SagaStoreOptions> options,
    TimeProvider time,
    ILogger<OutboxSweeperService> logger)
    : BackgroundService
{
    private static readonly TimeSpan InboxCleaning = TimeSpan.FromHours(1);

    private DateTimeOffset _inboxCleaned = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepInterval, time);
        try
        {
            // What is published before the endpoints have subscribed reaches nobody.
            await bus.WaitForHealthStatus(BusHealthStatus.Healthy, stoppingToken);
            do
                await SweepOnce(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Stopped(logger);
        }
    }

    private async Task SweepOnce(CancellationToken stoppingToken)
    {
        try
        {
            // Without the bus every attempt would fail and only lengthen the backoff.
            if (bus.CheckHealth().Status == BusHealthStatus.Unhealthy)
                return;

            while (await sweeper.Sweep(bus, stoppingToken) >= options.Value.SweepBatch)
                stoppingToken.ThrowIfCancellationRequested();

            if (time.GetUtcNow() - _inboxCleaned < InboxCleaning)
                return;

            await Inbox.RemoveOld(database, time.GetUtcNow() - options.Value.InboxWindow, stoppingToken);
            _inboxCleaned = time.GetUtcNow();
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            SweepFailed(logger, exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "The outbox sweep failed and will be tried again")]
    private static partial void SweepFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Debug, "The outbox sweeper has stopped")]
    private static partial void Stopped(ILogger logger);
}
