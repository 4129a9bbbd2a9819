using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using RetailBus.AmazonSqs.Broker;

namespace RetailBus.AmazonSqs.Tests.Unit;

public sealed class BatcherTests
{
    private readonly ConcurrentQueue<IReadOnlyList<int>> _batches = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_idle_batcher_sends_at_once_without_waiting_for_company()
    {
        var batcher = Create(_ => Task.FromResult<IReadOnlyList<BatchFailure>>([]));

        await batcher.SendAsync(1, 1, Cancel);

        Assert.Equal([1], Assert.Single(_batches));
    }

    [Fact]
    public async Task Entries_gather_while_the_allowed_batches_are_under_way()
    {
        var gate = new TaskCompletionSource();
        var batcher = Create(async _ =>
        {
            await gate.Task;
            return [];
        });
        var first = batcher.SendAsync(0, 1, Cancel);
        await UntilAsync(() => _batches.Count == 1);

        var others = Enumerable.Range(1, 12).Select(i => batcher.SendAsync(i, 1, Cancel)).ToList();
        gate.SetResult();
        await Task.WhenAll([first, .. others]);

        Assert.Equal([1, 10, 2], _batches.Select(batch => batch.Count));
    }

    [Fact]
    public async Task A_thrifty_batcher_sends_beside_a_batch_under_way_only_full_ones()
    {
        var gate = new TaskCompletionSource();
        var batcher = Create(
            async _ =>
            {
                await gate.Task;
                return [];
            },
            concurrent: 4,
            thrifty: true);
        var sends = new List<Task> { batcher.SendAsync(0, 1, Cancel) };
        await UntilAsync(() => _batches.Count == 1);

        sends.AddRange(Enumerable.Range(1, 10).Select(i => batcher.SendAsync(i, 1, Cancel)));
        await UntilAsync(() => _batches.Count == 2);
        sends.AddRange(Enumerable.Range(11, 4).Select(i => batcher.SendAsync(i, 1, Cancel)));
        gate.SetResult();
        await Task.WhenAll(sends);

        Assert.Equal([1, 10, 4], _batches.Select(batch => batch.Count));
    }

    [Fact]
    public async Task What_is_gathered_leaves_together_in_as_few_batches_as_can_be()
    {
        var batcher = Create(_ => Task.FromResult<IReadOnlyList<BatchFailure>>([]), concurrent: 4);

        batcher.BeginGathering();
        var sends = Enumerable.Range(0, 23).Select(i => batcher.SendAsync(i, 1, Cancel)).ToList();
        Assert.Empty(_batches);
        batcher.EndGathering();
        await Task.WhenAll(sends);

        Assert.Equal([3, 10, 10], _batches.Select(batch => batch.Count).Order());
    }

    [Fact]
    public async Task A_batch_stays_under_the_byte_limit_and_keeps_the_order()
    {
        var gate = new TaskCompletionSource();
        var batcher = Create(async _ =>
        {
            await gate.Task;
            return [];
        });
        var sends = new List<Task> { batcher.SendAsync(0, 1, Cancel) };
        await UntilAsync(() => _batches.Count == 1);
        foreach (var (entry, bytes) in new[] { (1, 60), (2, 40), (3, 1), (4, 100), (5, 100) })
            sends.Add(batcher.SendAsync(entry, bytes, Cancel));

        gate.SetResult();
        await Task.WhenAll(sends);

        Assert.Equal<IReadOnlyList<int>>([[0], [1, 2], [3], [4], [5]], _batches);
    }

    [Fact]
    public async Task An_entry_that_failed_is_sent_again_after_a_pause_and_its_company_is_not()
    {
        var failing = true;
        var batcher = Create(batch =>
        {
            IReadOnlyList<BatchFailure> failures = failing ? [new(0, "InternalError", "try again", false)] : [];
            failing = false;
            return Task.FromResult(failures);
        });

        var send = batcher.SendAsync(7, 1, Cancel);
        await UntilAsync(() => !failing);
        while (!send.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await send;
        Assert.Equal(2, _batches.Count);
    }

    [Fact]
    public async Task An_entry_at_fault_itself_is_refused_at_once_with_its_code()
    {
        var batcher = Create(_ => Task.FromResult<IReadOnlyList<BatchFailure>>([new(0, "InvalidMessageContents", "bad character", true)]));

        var refused = await Assert.ThrowsAsync<AmazonSqsTransportException>(() => batcher.SendAsync(1, 1, Cancel));

        Assert.Equal("InvalidMessageContents", refused.ErrorCode);
        Assert.Single(_batches);
    }

    [Fact]
    public async Task A_request_that_is_refused_for_one_entry_is_repeated_entry_by_entry()
    {
        var gate = new TaskCompletionSource();
        var batcher = Create(async batch =>
        {
            await gate.Task;
            if (batch.Contains(3))
                throw new Amazon.Runtime.AmazonServiceException(
                    "bad", Amazon.Runtime.ErrorType.Sender, "InvalidMessageContents", "r", System.Net.HttpStatusCode.BadRequest);
            return [];
        });
        var sends = Enumerable.Range(0, 6).Select(i => batcher.SendAsync(i, 1, Cancel)).ToList();
        gate.SetResult();

        for (var i = 0; i < sends.Count; i++)
        {
            if (i == 3) await Assert.ThrowsAsync<Amazon.Runtime.AmazonServiceException>(() => sends[3]);
            else await sends[i];
        }
    }

    [Fact]
    public async Task A_cancelled_entry_is_not_sent()
    {
        var gate = new TaskCompletionSource();
        var batcher = Create(async _ =>
        {
            await gate.Task;
            return [];
        });
        var first = batcher.SendAsync(0, 1, Cancel);
        await UntilAsync(() => _batches.Count == 1);
        using var cancelled = new CancellationTokenSource();

        var second = batcher.SendAsync(1, 1, cancelled.Token);
        await cancelled.CancelAsync();
        gate.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await first;
        await batcher.WhenIdleAsync(Cancel);
        Assert.Single(_batches);
    }

    private Batcher<int> Create(
        Func<IReadOnlyList<int>, Task<IReadOnlyList<BatchFailure>>> send, int concurrent = 1, bool thrifty = false) =>
        new(new BatchLimits(10, 100, concurrent, 3, TimeSpan.FromMilliseconds(100)) { Thrifty = thrifty }, batch =>
        {
            _batches.Enqueue(batch);
            return send(batch);
        }, _time);

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            Cancel.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
