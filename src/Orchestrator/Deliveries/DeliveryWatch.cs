using Microsoft.Extensions.Options;
using RetailBus.Orchestrator.Services;

namespace RetailBus.Orchestrator.Deliveries;

/// <summary>Looks for overdue deliveries every <see cref="DeliveryOptions.Period"/>. Several may run: the sagas tell each once.</summary>
internal sealed partial class DeliveryWatch(
    TransformClient datasets, OverdueDeliveries overdue, IOptions<DeliveryOptions> options, TimeProvider time, ILogger<DeliveryWatch> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Period, time);
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
            foreach (var dataset in await datasets.DatasetsAsync(cancellationToken))
            {
                if (dataset.Deliveries.Count > 0)
                    await LookAsync(dataset, cancellationToken);
            }
        }
        catch (Exception e) when (IsNoStop(e, cancellationToken))
        {
            NotLooked(logger, e);
        }
    }

    private async Task LookAsync(DatasetAgreement dataset, CancellationToken cancellationToken)
    {
        try
        {
            DeliveryMetrics.Missing(dataset.Name, await overdue.LookAsync(dataset, cancellationToken));
        }
        catch (Exception e) when (IsNoStop(e, cancellationToken))
        {
            DatasetNotLooked(logger, dataset.Name, e);
        }
    }

    private static bool IsNoStop(Exception e, CancellationToken cancellationToken) =>
        e is not OperationCanceledException || !cancellationToken.IsCancellationRequested;

    [LoggerMessage(1, LogLevel.Error, "Deliveries could not be looked for: the datasets could not be read. The next look is due in a period")]
    private static partial void NotLooked(ILogger logger, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "Deliveries of {Dataset} could not be looked for; the next look is due in a period")]
    private static partial void DatasetNotLooked(ILogger logger, string dataset, Exception exception);

    [LoggerMessage(3, LogLevel.Debug, "The watch of deliveries has stopped")]
    private static partial void Stopped(ILogger logger);
}
