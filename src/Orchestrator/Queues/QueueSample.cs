namespace RetailBus.Orchestrator.Queues;

/// <summary>What a look at the messages of one queue showed.</summary>
/// <param name="OldestSentAt">When the oldest of those looked at was sent (UTC); null when none was there.</param>
/// <param name="Causes">The most frequent first.</param>
internal sealed record QueueSample(DateTimeOffset? OldestSentAt, IReadOnlyList<QueueCause> Causes)
{
    public static QueueSample Nothing { get; } = new(null, []);
}
