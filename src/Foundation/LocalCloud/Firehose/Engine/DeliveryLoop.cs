using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RetailBus.LocalCloud.Firehose.Store;

namespace RetailBus.LocalCloud.Firehose.Engine;

/// <summary>
/// Closes buffers that are due and delivers closed ones, first of all those of an earlier run of the server. A delivery that fails is tried
/// again, for as long as it takes.
/// </summary>
internal sealed class DeliveryLoop(
    FirehoseStore store, Buffers buffers, ObjectDelivery delivery, TimeProvider time, ILogger<DeliveryLoop> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isRestored = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var changed = Task.CompletedTask;
            DateTimeOffset? next;
            try
            {
                if (!isRestored)
                    Restore();
                isRestored = true;
                (changed, next) = await RoundAsync(stoppingToken);
            }
            catch (SqliteException failure)
            {
                FirehoseLog.RoundFailed(logger, failure);
                isRestored = false;
                changed = Task.Delay(RetryDelay, time, stoppingToken);
                next = null;
            }

            await WaitAsync(changed, next, stoppingToken);
        }
    }

    /// <summary>Counts what the open buffers hold already.</summary>
    private void Restore() => store.Database.Read(session =>
    {
        foreach (var (name, bytes, oldest) in DeliveryTable.Open(session))
            buffers.Added(StreamTable.Get(session, name), bytes, oldest);
        return 0;
    });

    /// <returns>What ends when there is something to do earlier than at the given time.</returns>
    private async Task<(Task Changed, DateTimeOffset? Next)> RoundAsync(CancellationToken cancellationToken)
    {
        var (due, next) = buffers.TakeDue();
        var changed = buffers.Changed;
        if (due.Count > 0)
            await CloseAsync(due);
        var allDelivered = true;
        foreach (var item in store.Database.Read(DeliveryTable.All))
            allDelivered &= await TryDeliverAsync(item, cancellationToken);
        var retry = time.GetUtcNow() + RetryDelay;
        return (changed, allDelivered || next < retry ? next : retry);
    }

    private Task<int> CloseAsync(List<string> streams) => store.Database.WriteAsync(session =>
    {
        foreach (var name in streams)
        {
            if (StreamTable.Find(session, name) is { } stream)
                Buffers.Close(session, stream);
        }

        return 0;
    });

    private async Task<bool> TryDeliverAsync(Delivery item, CancellationToken cancellationToken)
    {
        try
        {
            await delivery.DeliverAsync(item, cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            FirehoseLog.DeliveryFailed(logger, item.Stream, item.Bucket, item.Key, failure);
            return false;
        }
    }

    private async Task WaitAsync(Task changed, DateTimeOffset? next, CancellationToken cancellationToken)
    {
        var delay = next is { } until ? until - time.GetUtcNow() : Timeout.InfiniteTimeSpan;
        if (next is not null && delay <= TimeSpan.Zero)
            return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(changed, Task.Delay(delay, time, either.Token));
        await either.CancelAsync();
    }
}
