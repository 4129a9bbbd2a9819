using Amazon.Runtime;
using Microsoft.Extensions.Options;
using RetailBus.Platform.Storage;

namespace RetailBus.Ingest.Uploads;

/// <summary>Sweeps when the service starts and every <see cref="IngestOptions.UploadSweepPeriod"/>.</summary>
internal sealed class UploadSweepService(
    UploadSweep sweep, IOptions<ZoneOptions> zones, IOptions<IngestOptions> options, TimeProvider time, ILogger<UploadSweep> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.UploadSweepPeriod, time);
        try
        {
            do
                await SweepAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return; // the service stops; what is left is swept by the next one
        }
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            await sweep.SweepAsync(stoppingToken);
        }
        catch (Exception e) when (IsPassing(e, stoppingToken))
        {
            IngestLog.SweepFailed(logger, zones.Value.Raw, options.Value.UploadSweepPeriod, e);
        }
    }

    private static bool IsPassing(Exception e, CancellationToken stoppingToken) =>
        e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException
        || (e is OperationCanceledException && !stoppingToken.IsCancellationRequested);
}
