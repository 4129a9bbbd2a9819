using RetailBus.Contracts.Generations;

namespace RetailBus.Ingest.Generating;

/// <summary>Tells every second how far a generation is, and hears whether it shall stop.</summary>
internal sealed class GenerationProgress : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly GenerationStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _loop;
    private GenerationStatus _status;
    private StopRequest? _stop;

    private GenerationProgress(
        GenerationStore store,
        TimeProvider time,
        ILogger logger,
        GenerationStatus status,
        StopRequest? stop,
        CancellationToken cancellationToken)
    {
        (_store, _time, _logger, _status, _stop) = (store, time, logger, status, stop);
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (stop is not null)
            _stopping.Cancel();
        _loop = LoopAsync();
    }

    /// <summary>Cancelled when somebody stops the generation, or the service.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Who stopped the generation; null as long as nobody did.</summary>
    public StopRequest? Stop => Volatile.Read(ref _stop);

    /// <summary>Set after each call that the stream has taken.</summary>
    public GenerationCounts Sent
    {
        get => Volatile.Read(ref _status).Sent;
        set => Volatile.Write(ref _status, _status with { Sent = value });
    }

    public static async Task<GenerationProgress> BeginAsync(
        GenerationStore store, TimeProvider time, ILogger logger, GenerationStatus status, CancellationToken cancellationToken)
    {
        var stop = await store.FindStopAsync(status.GenerationId, cancellationToken);
        await store.UpdateAsync(status, cancellationToken);
        return new GenerationProgress(store, time, logger, status, stop, cancellationToken);
    }

    /// <summary>Tells the end, after the last progress was told.</summary>
    public async Task EndAsync(string state, string? reason, string? actor, CancellationToken cancellationToken)
    {
        await StopLoopAsync();
        var now = _time.GetUtcNow();
        var ended = _status with { State = state, Reason = reason, Actor = actor, UpdatedAt = now, EndedAt = now };
        await _store.EndAsync(ended, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await StopLoopAsync();
        _ending.Dispose();
        _stopping.Dispose();
    }

    private async Task StopLoopAsync()
    {
        await _ending.CancelAsync();
        await _loop;
    }

    private async Task LoopAsync()
    {
        using var timer = new PeriodicTimer(Every, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_ending.Token))
                await TellAsync();
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            return;
        }
    }

    /// <summary>
    /// What can't be told now is told a second later; the generation itself does not suffer from it. Never broken off: a request that was
    /// given up here might still be carried out after the end was told.
    /// </summary>
    private async Task TellAsync()
    {
        try
        {
            if (Stop is null && await _store.FindStopAsync(_status.GenerationId, CancellationToken.None) is { } stop)
            {
                Volatile.Write(ref _stop, stop);
                await _stopping.CancelAsync();
            }

            await _store.UpdateAsync(Volatile.Read(ref _status) with { UpdatedAt = _time.GetUtcNow() }, CancellationToken.None);
        }
        catch (Exception e)
        {
            IngestLog.ProgressNotTold(_logger, _status.GenerationId, e);
        }
    }
}
