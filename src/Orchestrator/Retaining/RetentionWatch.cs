using Microsoft.Extensions.Options;

namespace RetailBus.Orchestrator.Retaining;

/// <summary>Sweeps every <see cref="RetentionOptions.Interval"/>. Several may run: they take turns.</summary>
internal sealed partial class RetentionWatch(
    RetentionSweep sweep, IOptions<RetentionOptions> options, TimeProvider time, ILogger<RetentionWatch> logger) : BackgroundService
{
    private const string Actor = "watch";
    private const string Reason = "The contract's retention.";

    /// <summary>How often it is looked whether a sweep is due or was broken off; one request.</summary>
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
            return;
        var interval = options.Value.Interval;
        using var timer = new PeriodicTimer(interval < LongestPeriod ? interval : LongestPeriod, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await SweepAsync(interval, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Stopped(logger);
        }
    }

    private async Task SweepAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        try
        {
            await sweep.SweepIfDueAsync(interval, Actor, Reason, cancellationToken);
        }
        catch (SweepUnderWayException e)
        {
            OthersTurn(logger, e.Until);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            NotSwept(logger, e);
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "Another sweep is at work, until {Until:u} at the latest")]
    private static partial void OthersTurn(ILogger logger, DateTimeOffset until);

    [LoggerMessage(2, LogLevel.Error, "The retention sweep could not be made or ended; the next try is due in a period")]
    private static partial void NotSwept(ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Debug, "The watch of retentions has stopped")]
    private static partial void Stopped(ILogger logger);
}
