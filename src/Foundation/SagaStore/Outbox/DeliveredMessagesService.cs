using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RetailBus.SagaStore.Databases;

namespace RetailBus.SagaStore.Outbox;

/// <summary>Removes sent messages' rows that no commit has taken with it, and the last of them when all else has stopped.</summary>
internal sealed partial class DeliveredMessagesService(
    DeliveredMessages delivered,
    SagaDatabase database,
    IOptions<SagaStoreOptions> options,
    TimeProvider time,
    ILogger<DeliveredMessagesService> logger)
    : BackgroundService, IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => RemoveAll(cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await delivered.WaitForAny(stoppingToken);
                await Task.Delay(options.Value.RemovalDelay, time, stoppingToken);
                await RemoveAll(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Stopped(logger);
        }
    }

    private async Task RemoveAll(CancellationToken cancellationToken)
    {
        while (delivered.Take() is { Count: > 0 } taken)
        {
            try
            {
                await database.Write(session => OutboxRows.Remove(session, taken, cancellationToken), cancellationToken);
                delivered.Forget(taken);
            }
            catch (Exception exception)
            {
                delivered.PutBack(taken);
                if (exception is OperationCanceledException)
                    throw;

                NotRemoved(logger, taken.Count, exception);
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} sent messages could not be removed from the outbox; tried again shortly")]
    private static partial void NotRemoved(ILogger logger, int count, Exception exception);

    [LoggerMessage(LogLevel.Debug, "The removal of sent messages has stopped")]
    private static partial void Stopped(ILogger logger);
}
