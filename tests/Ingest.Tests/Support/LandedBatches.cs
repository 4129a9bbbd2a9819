using System.Collections.Concurrent;
using System.Diagnostics;
using MassTransit;
using RetailBus.Contracts.Messages;

namespace RetailBus.Ingest.Tests.Support;

/// <summary>What was announced, with the trace that it was announced in.</summary>
internal sealed class LandedBatches : IConsumer<OrderBatchLanded>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static ConcurrentQueue<(OrderBatchLanded Message, ActivityTraceId? Trace)> All { get; } = new();

    public Task Consume(ConsumeContext<OrderBatchLanded> context)
    {
        All.Enqueue((context.Message, Activity.Current?.TraceId));
        return Task.CompletedTask;
    }

    public static async Task<IReadOnlyList<(OrderBatchLanded Message, ActivityTraceId? Trace)>> WaitAsync(
        Func<OrderBatchLanded, bool> of, int count = 1)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        for (; ; await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token))
        {
            if (All.Where(landed => of(landed.Message)).ToList() is { } found && found.Count >= count)
                return found;
        }
    }
}
