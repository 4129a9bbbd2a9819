using RetailBus.LocalCloud.Metering;

namespace RetailBus.Cli.Bench;

/// <summary>Counts what a piece of work asks of the cloud, down to the last message that follows from it.</summary>
internal sealed class RequestMeter(Func<IReadOnlyList<UsageLine>> usage, TimeProvider time)
{
    /// <summary>Longer than the delivery stream of a bench keeps its records, and than an outbox waits for its sweep.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <exception cref="BenchException">The stack did not come to rest.</exception>
    public async Task<UsageCount> CountAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        var (before, begun) = (usage(), time.GetTimestamp());
        await work();
        await RestAsync(cancellationToken);
        return UsageCount.Between(before, usage(), time.GetElapsedTime(begun).TotalSeconds);
    }

    /// <summary>Counts what is asked while nothing is done.</summary>
    public async Task<UsageCount> IdleAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        var (before, begun) = (usage(), time.GetTimestamp());
        await Task.Delay(length, time, cancellationToken);
        return UsageCount.Between(before, usage(), time.GetElapsedTime(begun).TotalSeconds);
    }

    /// <summary>Done when nothing but what is asked of an idle stack, too, has been asked for a while.</summary>
    public async Task RestAsync(CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var (work, since) = (Work(), begun);
        while (time.GetElapsedTime(since) < Quiet)
        {
            if (time.GetElapsedTime(begun) > Patience)
                throw new BenchException($"The stack did not come to rest within {Patience.TotalSeconds:0} seconds.");
            await Task.Delay(Pause, time, cancellationToken);
            if (Work() is var now && now != work)
                (work, since) = (now, time.GetTimestamp());
        }
    }

    private long Work() => usage().Where(line => line.Operation is "DeleteMessage" or "DeleteMessageBatch" || line is { Service: "s3" or "firehose" })
        .Sum(line => line.Requests);
}
