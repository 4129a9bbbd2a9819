using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RetailBus.LocalCloud.Hosting;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Engine;

/// <summary>
/// Delivers owed events in the order of their changes, and forgets each only after its target has it: a crash repeats events, and loses
/// none. A target that fails is tried again later and does not hold up the others; events for a target that no longer exists are
/// dropped, as S3 does.
/// </summary>
internal sealed class EventDispatcher(S3Store store, IEventTargets targets, TimeProvider time, ILogger<EventDispatcher> logger)
    : BackgroundService
{
    private const int BatchSize = 100;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private List<PendingEvent> _failed = [];
    private long _handled;
    private bool _isRetryDue;

    /// <summary>Tells that a commit may have added events.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var isTroubled = false;
            try
            {
                var batch = Next();
                if (batch.Count > 0)
                {
                    await DeliverAsync(batch, stoppingToken);
                    continue;
                }
            }
            catch (SqliteException failure)
            {
                S3Log.EventsUnreadable(logger, failure);
                isTroubled = true;
            }

            await WaitAsync(isTroubled || _failed.Count > 0, stoppingToken);
            _isRetryDue = true;
        }
    }

    /// <summary>New events, else those that are to be tried again.</summary>
    private List<PendingEvent> Next()
    {
        var batch = store.Database.Read(session => EventTable.After(session, _handled, BatchSize));
        if (batch.Count > 0)
        {
            _handled = batch[^1].Id;
        }
        else if (_isRetryDue)
        {
            _isRetryDue = false;
            (batch, _failed) = (_failed, []);
        }

        return batch;
    }

    private async Task DeliverAsync(List<PendingEvent> batch, CancellationToken cancellationToken)
    {
        var done = new List<long>();
        foreach (var pending in batch)
        {
            try
            {
                if (targets.Exists(pending.TargetArn))
                    await targets.SendAsync(pending.TargetArn, pending.Body, "Amazon S3 Notification", cancellationToken);
                else
                    S3Log.EventDropped(logger, pending.TargetArn);
                done.Add(pending.Id);
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                S3Log.EventFailed(logger, pending.TargetArn, failure);
                _failed.Add(pending);
            }
        }

        await store.Database.WriteAsync(session =>
        {
            EventTable.Remove(session, done);
            return 0;
        });
    }

    private async Task WaitAsync(bool retry, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var woken = _wake.Reader.WaitToReadAsync(either.Token).AsTask();
        if (retry)
            await Task.WhenAny(woken, Task.Delay(RetryDelay, time, either.Token));
        else
            await woken;
        await either.CancelAsync();
        _wake.Reader.TryRead(out _);
    }
}
