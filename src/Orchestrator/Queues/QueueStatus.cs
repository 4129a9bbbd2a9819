namespace RetailBus.Orchestrator.Queues;

/// <summary>One queue as it stands. SQS counts approximately.</summary>
public sealed record QueueStatus
{
    public required string Name { get; init; }

    /// <summary>One of <see cref="QueueKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The work queue that it belongs to; null for a work queue.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// Whether the queue is there. One for messages set aside is made when the first is; a work queue that is missing has never
    /// been served.
    /// </summary>
    public required bool Exists { get; init; }

    /// <summary>Messages that wait.</summary>
    public required long Depth { get; init; }

    /// <summary>Messages that a consumer has.</summary>
    public required long InFlight { get; init; }

    /// <summary>Messages that wait for their delay to pass.</summary>
    public required long Delayed { get; init; }

    /// <summary>
    /// Seconds since the oldest message looked at was sent. Null for work queues, whose messages are never received to look at them
    /// (that would count as a delivery): their age is CloudWatch's ApproximateAgeOfOldestMessage. For a queue longer than
    /// <see cref="QueueOptions.PeekMessages"/> the oldest may be older.
    /// </summary>
    public double? OldestSeconds { get; init; }

    /// <summary>
    /// Of messages set aside, the most frequent first, among those looked at, which was up to a <see cref="QueueOptions.PeekPeriod"/> ago;
    /// null for a work queue.
    /// </summary>
    public IReadOnlyList<QueueCause>? Causes { get; init; }
}
