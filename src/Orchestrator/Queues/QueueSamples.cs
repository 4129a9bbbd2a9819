using System.Collections.Concurrent;
using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Options;

namespace RetailBus.Orchestrator.Queues;

/// <summary>
/// Looks at a queue's messages seldom, and never while they are being moved: who looks, hides them from everyone else for a moment. In
/// between the last look counts. Safe for concurrent callers.
/// </summary>
internal sealed class QueueSamples(QueuePeek peek, IOptions<QueueOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Place> _places = new();

    /// <param name="queue">An error, skipped or dead-letter queue.</param>
    /// <param name="address">Its address.</param>
    /// <param name="depth">How many messages are said to wait.</param>
    /// <param name="maxReceiveCount">Of the source's redrive policy; null when not known.</param>
    /// <param name="cancellationToken">Stops a look.</param>
    public async Task<QueueSample> OfAsync(
        RetailBusQueue queue, string address, long depth, string? maxReceiveCount, CancellationToken cancellationToken)
    {
        var place = PlaceOf(queue);
        if (place.IsFresh(time, options.Value.PeekPeriod) || !await place.Gate.WaitAsync(TimeSpan.Zero, cancellationToken))
            return place.Sample ?? QueueSample.Nothing;
        try
        {
            var messages = await peek.LookAsync(address, depth, cancellationToken);
            var sample = new QueueSample(Oldest(messages), FaultCauses.Group(queue, maxReceiveCount, messages));
            place.Keep(sample, time);
            return sample;
        }
        finally
        {
            place.Gate.Release();
        }
    }

    /// <summary>Nobody looks at the queue until the returned is disposed; the first one after that looks anew.</summary>
    public async Task<IDisposable> HoldAsync(RetailBusQueue queue, CancellationToken cancellationToken)
    {
        var place = PlaceOf(queue);
        await place.Gate.WaitAsync(cancellationToken);
        return new Held(place);
    }

    private Place PlaceOf(RetailBusQueue queue) => _places.GetOrAdd(queue.Name, _ => new Place());

    private static DateTimeOffset? Oldest(IEnumerable<Message> messages) => messages
        .Select(message => message.Attributes?.GetValueOrDefault(MessageSystemAttributeName.SentTimestamp))
        .OfType<string>()
        .Select(text => (DateTimeOffset?)DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(text, CultureInfo.InvariantCulture)))
        .Min();

    private sealed class Place
    {
        private volatile Kept? _kept;

        /// <summary>One who looks, or moves, at a time. Its wait handle is never asked for, so that there is nothing to dispose.</summary>
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public QueueSample? Sample => _kept?.Sample;

        public bool IsFresh(TimeProvider time, TimeSpan period) => _kept is { } kept && time.GetElapsedTime(kept.At) < period;

        public void Keep(QueueSample sample, TimeProvider time) => _kept = new Kept(sample, time.GetTimestamp());

        public void Forget() => _kept = null;

        private sealed record Kept(QueueSample Sample, long At);
    }

    private sealed class Held(Place place) : IDisposable
    {
        public void Dispose()
        {
            place.Forget();
            place.Gate.Release();
        }
    }
}
