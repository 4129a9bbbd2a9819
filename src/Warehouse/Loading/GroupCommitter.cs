using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace RetailBus.Warehouse.Loading;

/// <summary>
/// The warehouse's single writer: takes whatever waits, up to the limits, as one group, and never waits for more. While a group
/// commits, the next one gathers.
/// </summary>
internal sealed class GroupCommitter(
    IWarehouse warehouse, IOptions<WarehouseOptions> options, TimeProvider time, ILogger<GroupCommitter> logger) : BackgroundService
{
    /// <summary>What others left behind becomes old enough to be removed while nothing is loaded.</summary>
    private static readonly TimeSpan RestAgainAfter = TimeSpan.FromHours(1);

    private readonly Channel<PendingLoad> _waiting = Channel.CreateUnbounded<PendingLoad>(new UnboundedChannelOptions { SingleReader = true });
    private readonly WarehouseOptions _options = options.Value;

    /// <summary>Hands a batch to the next group. Its files must stay until the task ends, which is why it takes no cancellation.</summary>
    /// <exception cref="OperationCanceledException">The service stops before the batch's group began.</exception>
    public Task<LoadOutcome> LoadAsync(StagedBatch batch)
    {
        var pending = new PendingLoad(batch, time.GetUtcNow());
        if (!_waiting.Writer.TryWrite(pending))
            pending.Cancel();
        return pending.Outcome;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Yield();
            await warehouse.RestAsync(stoppingToken);
            var rested = true;
            while (await WaitAsync(rested ? RestAgainAfter : _options.RestAfter, stoppingToken) is { } someWait)
            {
                if (someWait)
                    await LoadGroupAsync(TakeGroup(), stoppingToken);
                else
                    await warehouse.RestAsync(stoppingToken);
                rested = !someWait;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LoadLog.CommitterStopped(logger);
        }
        finally
        {
            _waiting.Writer.TryComplete();
            while (_waiting.Reader.TryRead(out var left))
                left.Cancel();
        }
    }

    /// <returns>True when loads wait, false when none came for a while, null when none can come any more.</returns>
    private async Task<bool?> WaitAsync(TimeSpan patience, CancellationToken stoppingToken)
    {
        using var rest = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(rest.Token, stoppingToken);
        try
        {
            return await _waiting.Reader.WaitToReadAsync(either.Token) ? true : null;
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private List<PendingLoad> TakeGroup()
    {
        List<PendingLoad> group = [];
        var rows = 0L;
        while (group.Count < _options.GroupSize && rows < _options.GroupRows && _waiting.Reader.TryRead(out var pending))
        {
            group.Add(pending);
            rows += pending.Batch.Manifest.Rows.Accepted;
        }

        return group;
    }

    private async Task LoadGroupAsync(List<PendingLoad> group, CancellationToken stoppingToken)
    {
        var started = time.GetTimestamp();
        try
        {
            LoadSpans.Waited(group, time.GetUtcNow());
            var outcomes = await warehouse.LoadAsync([.. group.Select(pending => pending.Batch)], stoppingToken);
            for (var i = 0; i < group.Count; i++)
                group[i].Complete(outcomes[i]);
            LoadLog.GroupLoaded(
                logger, group.Count, group.Sum(pending => pending.Batch.Manifest.Rows.Accepted), time.GetElapsedTime(started).TotalMilliseconds);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            group.ForEach(pending => pending.Cancel());
            throw;
        }
        catch (Exception e)
        {
            LoadLog.GroupFailed(logger, group.Count, e);
            group.ForEach(pending => pending.Fail(e));
        }
    }
}
