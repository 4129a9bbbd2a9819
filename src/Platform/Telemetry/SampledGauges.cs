using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RetailBus.Platform.Telemetry;

/// <summary>
/// Gauges over something that costs too much to be looked at with every scrape: it is looked at every
/// <see cref="TelemetryOptions.SamplePeriod"/>, and shown as of then. What could not be looked at for three periods is not shown.
/// </summary>
/// <typeparam name="T">What a look finds; not changed afterwards.</typeparam>
public abstract partial class SampledGauges<T> : BackgroundService
    where T : class
{
    private const int LooksUntilOld = 3;

    private readonly Meter _meter = new(RetailBusTelemetry.Name);
    private readonly TimeSpan _period;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile Look? _last;

    protected SampledGauges(IOptions<TelemetryOptions> options, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _period = options.Value.SamplePeriod;
        _time = time;
        _logger = logger;
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<T> LookAsync(CancellationToken cancellationToken);

    /// <summary>Declares a gauge; the constructor's business.</summary>
    protected void Show<TValue>(PipelineMetric metric, Func<T, IEnumerable<Measurement<TValue>>> measure)
        where TValue : struct
    {
        ArgumentNullException.ThrowIfNull(metric);
        _meter.CreateObservableGauge(
            metric.Name,
            () => _last is { } last && _time.GetElapsedTime(last.At) < LooksUntilOld * _period ? measure(last.Found) : [],
            metric.Unit,
            metric.Description);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_period, _time);
        try
        {
            do
                await TryLookAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Stopped(_logger);
        }
    }

    private async Task TryLookAsync(CancellationToken cancellationToken)
    {
        try
        {
            _last = new Look(await LookAsync(cancellationToken), _time.GetTimestamp());
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            NotLooked(_logger, e);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "What metrics show could not be looked at; the next look is due in a period")]
    private static partial void NotLooked(ILogger logger, Exception exception);

    [LoggerMessage(2, LogLevel.Debug, "Metrics are no longer looked at")]
    private static partial void Stopped(ILogger logger);

    private sealed record Look(T Found, long At);
}
