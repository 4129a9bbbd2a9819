using Microsoft.Extensions.Options;

namespace RetailBus.Orchestrator.Reconciling;

/// <summary>Looks and repairs every <see cref="OrchestratorOptions.ReconcilePeriod"/>.</summary>
internal sealed partial class ReconcileWatch(
    Reconciler reconciler, ReconcileJournal journal, IOptions<OrchestratorOptions> options, TimeProvider time, ILogger<ReconcileWatch> logger)
    : BackgroundService
{
    private const string Actor = "watch";
    private const string Reason = "Found on the watch's round.";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ReconcilePeriod, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                journal.Add(await reconciler.LookAsync(repair: true, Actor, Reason, stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Stopped(logger);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The watch has stopped")]
    private static partial void Stopped(ILogger logger);
}
