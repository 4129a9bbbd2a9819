using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Trace;
using RetailBus.Contracts.Tracing;

namespace RetailBus.Platform.Telemetry.Tracing;

/// <summary>
/// Sends a process's spans to the orchestrator once a period, beside the pipeline's work, and hears which runs failed. A report that is not
/// taken is sent again; meanwhile the spans wait in the collector as far as there is room. A process that is killed loses those of its last
/// period; one that stops sends them first.
/// </summary>
internal sealed partial class RunSpanForwarder(
    RunSpanCollector collector,
    IServiceProvider services,
    IOptions<TelemetryOptions> options,
    TimeProvider time,
    ILogger<RunSpanForwarder> logger) : BackgroundService
{
    private static readonly TimeSpan LastSend = TimeSpan.FromSeconds(2);

    private readonly TracesOptions _options = options.Value.Traces;
    private readonly IRunSpanSink? _sink = services.GetService<IRunSpanSink>();
    private readonly UnsampledSpans? _held = services.GetService<UnsampledSpans>();
    private SpanReport? _unsent;
    private long _cursor = time.GetUtcNow().ToUnixTimeMilliseconds();
    private long _asked = time.GetTimestamp();
    private bool _isAway;
    private string? _service;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var limit = new CancellationTokenSource(LastSend, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await SendAsync(either.Token);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_sink is null)
        {
            NowhereToSend(logger);
            return;
        }

        using var timer = new PeriodicTimer(_options.SendPeriod, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await SendAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Stopped(logger);
        }
    }

    /// <summary>Sends until nothing waits, or the orchestrator is away.</summary>
    private async Task SendAsync(CancellationToken cancellationToken)
    {
        if (_sink is null)
            return;
        while (true)
        {
            try
            {
                if ((_unsent ??= Next()) is not { } report)
                    break;
                Learn(await _sink.TakeAsync(report with { After = _held is null ? null : _cursor }, cancellationToken));
                _unsent = null;
                _isAway = false;
            }
            catch (SpanReportRefusedException e)
            {
                NotTaken(logger, _unsent?.Spans.Count ?? 0, e);
                _unsent = null;
            }
            catch (Exception e)
            {
                if (!_isAway && !cancellationToken.IsCancellationRequested)
                    Away(logger, e);
                _isAway = true;
                return;
            }
        }

        if (collector.TakeLost() is > 0 and var lost)
            Lost(logger, lost);
    }

    /// <summary>What waits, or a question alone while spans are held; null when there is nothing to say.</summary>
    private SpanReport? Next()
    {
        List<RunSpan> spans = [];
        while (spans.Count < SpanReport.MaxSpans && collector.TryTake(out var span))
        {
            if (_options.KeepRuns)
                spans.Add(RunSpans.Of(span, Service));
        }

        var isDue = time.GetElapsedTime(_asked) >= _options.AskPeriod && _held is { IsHolding: true };
        if (spans.Count == 0 && !isDue)
            return null;
        _asked = time.GetTimestamp();
        return new SpanReport { Id = Guid.NewGuid(), Spans = spans };
    }

    private string Service => _service ??= services.GetRequiredService<TracerProvider>().GetResource().Attributes
        .FirstOrDefault(attribute => attribute.Key == "service.name").Value as string ?? "";

    private void Learn(SpanReceipt receipt)
    {
        _cursor = receipt.Cursor;
        if (receipt.Failed.Count > 0)
            _held?.Keep(receipt.Failed);
    }

    [LoggerMessage(1, LogLevel.Debug, "Spans are no longer sent")]
    private static partial void Stopped(ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "{Count} spans were not taken and are not kept with their runs")]
    private static partial void NotTaken(ILogger logger, int count, Exception fault);

    [LoggerMessage(3, LogLevel.Warning, "The orchestrator takes no spans now; they wait as far as there is room. Runs go on")]
    private static partial void Away(ILogger logger, Exception fault);

    [LoggerMessage(5, LogLevel.Information, "Spans of this process are kept with no run: Services:Orchestrator is not set")]
    private static partial void NowhereToSend(ILogger logger);

    [LoggerMessage(4, LogLevel.Warning, "{Count} spans found no room and are not kept with their runs")]
    private static partial void Lost(ILogger logger, long count);
}
