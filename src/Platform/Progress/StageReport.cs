using MassTransit;
using Microsoft.Extensions.Logging;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;

namespace RetailBus.Platform.Progress;

/// <summary>
/// Counts the work on one batch, and once a period tells the saga if anything moved since the last time. Work that stands still, and work
/// that ends within a period, sends nothing. Safe for concurrent callers.
/// </summary>
public sealed partial class StageReport : IAsyncDisposable
{
    private static readonly AsyncLocal<StageReport?> Ambient = new();

    private readonly IBus _bus;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly StageProgress _work;
    private readonly Func<long> _pulse;
    private readonly Lock _gaugeLock = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly PeriodicTimer _timer;
    private readonly Task _telling;
    private Func<double>? _gauge;
    private long _rows;
    private long _bytes;

    internal StageReport(
        IBus bus, TimeProvider time, TimeSpan period, ILogger logger, Guid batchId, int attempt, string stage, Func<long>? pulse)
    {
        _bus = bus;
        _time = time;
        _logger = logger;
        _pulse = pulse ?? (() => 0);
        _work = new StageProgress { BatchId = batchId, Attempt = attempt, Stage = stage, Rows = 0, Bytes = 0, At = time.GetUtcNow() };
        _timer = new PeriodicTimer(period, time);
        Ambient.Value = this;
        _telling = TellAsync();
    }

    /// <summary>The report of the work that the caller is part of; null outside any.</summary>
    public static StageReport? Current => Ambient.Value;

    /// <summary>Something was done.</summary>
    public void Advance(long rows = 0, long bytes = 0)
    {
        Interlocked.Add(ref _rows, rows);
        Interlocked.Add(ref _bytes, bytes);
    }

    /// <summary>
    /// While the returned is not disposed, the gauge is asked for how far a single long step has come. One step at a time; the gauge is
    /// not called any more once disposed.
    /// </summary>
    public IDisposable Watch(Func<double> gauge)
    {
        lock (_gaugeLock)
            _gauge = gauge;
        return new Watched(this);
    }

    /// <summary>Ends the report; a message that is on its way is given up.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _timer.Dispose();
        await _telling;
        _ended.Dispose();
    }

    private async Task TellAsync()
    {
        var told = State();
        try
        {
            while (await _timer.WaitForNextTickAsync(_ended.Token))
                told = await TellAsync(told);
        }
        catch (Exception) when (_ended.IsCancellationRequested)
        {
            // Whatever a message fails with that is given up: the work has its own end.
            Ended(_logger, _work.BatchId);
        }
    }

    /// <summary>What can't be told now is told in a period; until then the deadline holds what it holds.</summary>
    /// <returns>What the saga was told last.</returns>
    private async Task<(long Rows, long Bytes, long Pulse, double Gauge)> TellAsync((long Rows, long Bytes, long Pulse, double Gauge) told)
    {
        try
        {
            var state = State();
            if (state == told)
                return told;

            var saga = await _bus.GetSendEndpoint(QueueNames.Address(QueueNames.Orchestrate));
            await saga.Send(_work with { Rows = state.Rows, Bytes = state.Bytes, At = _time.GetUtcNow() }, _ended.Token);
            return state;
        }
        catch (Exception e) when (!_ended.IsCancellationRequested)
        {
            NotTold(_logger, _work.BatchId, e);
            return told;
        }
    }

    private (long Rows, long Bytes, long Pulse, double Gauge) State()
    {
        lock (_gaugeLock)
            return (Interlocked.Read(ref _rows), Interlocked.Read(ref _bytes), _pulse(), _gauge?.Invoke() ?? 0);
    }

    private sealed class Watched(StageReport report) : IDisposable
    {
        public void Dispose()
        {
            lock (report._gaugeLock)
                report._gauge = null;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The progress of batch {BatchId} could not be told; it is tried again in a period")]
    private static partial void NotTold(ILogger logger, Guid batchId, Exception fault);

    [LoggerMessage(2, LogLevel.Trace, "The work on batch {BatchId} has ended")]
    private static partial void Ended(ILogger logger, Guid batchId);
}
