using System.Text.RegularExpressions;

namespace RetailBus.AmazonSqs;

/// <summary>Topology, batching, retries, limits and shutdown of the transport. Checked when the bus is built.</summary>
public sealed partial record AmazonSqsDeliveryOptions
{
    /// <summary>Messages sent in one request. Default 10, range 1 to 10 (the limit of SNS and SQS).</summary>
    public int BatchSize { get; init; } = 10;

    /// <summary>
    /// Requests under way at once to one queue or topic; while they are, further messages gather in batches. Default 4,
    /// range 1 to 64.
    /// </summary>
    public int ConcurrentBatches { get; init; } = 4;

    /// <summary>How often an entry is sent that a batch answer calls failed for no fault of its own. Default 6, range 1 to 20.</summary>
    public int EntryAttempts { get; init; } = 6;

    /// <summary>Pause before the second attempt of an entry; doubles each time, with jitter. Default 100 ms, range 1 ms to 10 s.</summary>
    public TimeSpan EntryRetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Bytes of UTF-8, attributes included, that a queue takes as one message or batch. Default and maximum 1,048,576
    /// (SQS's limit); minimum 1024.
    /// </summary>
    public int MaxQueueMessageBytes { get; init; } = 1_048_576;

    /// <summary>The same for a topic. Default and maximum 262,144 (SNS's limit); minimum 1024.</summary>
    public int MaxTopicMessageBytes { get; init; } = 262_144;

    /// <summary>
    /// Redrive for every durable receive queue: after how many deliveries SQS moves a message to <c>&lt;queue&gt;_dead</c>.
    /// Null (default) for none; range 1 to 1000.
    /// </summary>
    public int? MaxReceiveCount { get; init; }

    /// <summary>
    /// How long a stopping endpoint waits for its pending long poll to return by itself; then the poll is aborted, and a
    /// message that the broker was just handing over stays invisible until its visibility lapses. Default 21 s: never
    /// abort. Shorten it where the broker notices aborted polls. Range 0 to 60 s.
    /// </summary>
    public TimeSpan PollStopTimeout { get; init; } = TimeSpan.FromSeconds(21);

    /// <summary>Whether the transport makes what it needs or only checks that it is there. Default: it makes it.</summary>
    public AmazonSqsTopologyMode Topology { get; init; }

    /// <summary>
    /// What the ARNs of topics begin with, e.g. <c>arn:aws:sns:eu-west-1:123456789012:</c>. Default null: told from the ARN of
    /// a receive queue. Needed only with <see cref="AmazonSqsTopologyMode.Verify"/> where a process has no durable receive
    /// endpoint, or where topics are another account's.
    /// </summary>
    public string? TopicArnPrefix { get; init; }

    /// <summary>Topology requests under way at once. Default 8, range 1 to 64.</summary>
    public int ConcurrentTopologyRequests { get; init; } = 8;

    /// <summary>All that is wrong: the key, and its value with what to do.</summary>
    internal IEnumerable<(string Key, string Problem)> Problems()
    {
        if (Outside(BatchSize, 1, 10)) yield return (nameof(BatchSize), $"is {BatchSize}: give 1 to 10");
        if (Outside(ConcurrentBatches, 1, 64)) yield return (nameof(ConcurrentBatches), $"is {ConcurrentBatches}: give 1 to 64");
        if (Outside(EntryAttempts, 1, 20)) yield return (nameof(EntryAttempts), $"is {EntryAttempts}: give 1 to 20");
        if (EntryRetryDelay < TimeSpan.FromMilliseconds(1) || EntryRetryDelay > TimeSpan.FromSeconds(10))
            yield return (nameof(EntryRetryDelay), $"is {EntryRetryDelay}: give 1 ms to 10 s");
        if (Outside(MaxQueueMessageBytes, 1024, 1_048_576))
            yield return (nameof(MaxQueueMessageBytes), $"is {MaxQueueMessageBytes}: give 1024 to 1048576, SQS's limit");
        if (Outside(MaxTopicMessageBytes, 1024, 262_144))
            yield return (nameof(MaxTopicMessageBytes), $"is {MaxTopicMessageBytes}: give 1024 to 262144, SNS's limit");
        if (MaxReceiveCount is { } count && Outside(count, 1, 1000))
            yield return (nameof(MaxReceiveCount), $"is {count}: give 1 to 1000, or null for no dead-letter queue");
        if (PollStopTimeout < TimeSpan.Zero || PollStopTimeout > TimeSpan.FromSeconds(60))
            yield return (nameof(PollStopTimeout), $"is {PollStopTimeout}: give 0 to 60 s");
        if (Outside(ConcurrentTopologyRequests, 1, 64))
            yield return (nameof(ConcurrentTopologyRequests), $"is {ConcurrentTopologyRequests}: give 1 to 64");
        if (!Enum.IsDefined(Topology)) yield return (nameof(Topology), $"is {Topology}: give Declare or Verify");
        if (TopicArnPrefix is { } prefix && !ArnPrefix().IsMatch(prefix))
        {
            yield return (
                nameof(TopicArnPrefix), $"is '{prefix}': give partition, region and account, as arn:aws:sns:eu-west-1:123456789012:");
        }

        if (TopicArnPrefix is not null && Topology == AmazonSqsTopologyMode.Declare)
            yield return (nameof(TopicArnPrefix), "is set, but Topology is Declare, which gets ARNs from SNS: leave it out");
    }

    [GeneratedRegex("^arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:$")]
    private static partial Regex ArnPrefix();

    private static bool Outside(int value, int low, int high) => value < low || value > high;
}
