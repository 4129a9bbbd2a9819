using Microsoft.Extensions.Options;

namespace RetailBus.Orchestrator.Tracing;

/// <summary>Stores which traces failed every second, and removes what has expired every <see cref="RunTraceOptions.SweepPeriod"/>.</summary>
internal sealed partial class TraceWatch(
    TraceStore store, FailedTraces failures, IOptions<RunTraceOptions> options, TimeProvider time, ILogger<TraceWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        long? swept = null;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryAsync(() => failures.StoreAsync(stoppingToken), stoppingToken);
                if (swept is { } last && time.GetElapsedTime(last) < options.Value.SweepPeriod)
                    continue;
                swept = time.GetTimestamp();
                await TryAsync(() => SweepAsync(stoppingToken), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Stopped(logger);
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Value.Retention;
        if (await store.OldestOfAsync(options.Value.MaxReports, cancellationToken) is { } full && full > before)
            before = full;
        var removed = await store.ExpireAsync(before, cancellationToken);
        if (removed > 0)
            Expired(logger, removed);
    }

    private async Task TryAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            NotDone(logger, e);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Removed} reports of spans have expired")]
    private static partial void Expired(ILogger logger, int removed);

    [LoggerMessage(2, LogLevel.Warning, "The store of spans could not be tended; it is tried again. Runs go on")]
    private static partial void NotDone(ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Debug, "The watch of spans has stopped")]
    private static partial void Stopped(ILogger logger);
}
