using Microsoft.Extensions.Options;
using RetailBus.Orchestrator.Replays;

namespace RetailBus.Orchestrator.Watch;

/// <summary>Looks for overdue runs, and replays that stand still, every <see cref="OrchestratorOptions.WatchPeriod"/>.</summary>
internal sealed partial class RunWatch(
    OverdueRuns overdue, StalledReplays replays, IOptions<OrchestratorOptions> options, TimeProvider time, ILogger<RunWatch> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.WatchPeriod, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Stopped(logger);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await overdue.ExpireAsync(cancellationToken);
            if (found > 0)
                Found(logger, found);
            await replays.RemindAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            NotLooked(logger, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} runs are overdue")]
    private static partial void Found(ILogger logger, int count);

    [LoggerMessage(LogLevel.Error, "Overdue runs could not be looked for; the next look is due in a period")]
    private static partial void NotLooked(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Debug, "The watch has stopped")]
    private static partial void Stopped(ILogger logger);
}
