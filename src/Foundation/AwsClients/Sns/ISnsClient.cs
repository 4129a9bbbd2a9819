namespace RetailBus.AwsClients.Sns;

/// <summary>Amazon SNS, as far as a message bus and its tools need it. Every call throws <see cref="SnsException"/> when refused.</summary>
public interface ISnsClient : IDisposable
{
    /// <summary>Idempotent for the same attributes and tags; the name has 1 to 256 letters, digits, hyphens and underscores.</summary>
    /// <returns>The topic's ARN.</returns>
    Task<string> CreateTopicAsync(
        string name,
        IReadOnlyDictionary<string, string>? attributes = null,
        IReadOnlyDictionary<string, string>? tags = null,
        CancellationToken cancellationToken = default);

    Task DeleteTopicAsync(string topicArn, CancellationToken cancellationToken = default);

    Task<IReadOnlyDictionary<string, string>> GetTopicAttributesAsync(string topicArn, CancellationToken cancellationToken = default);

    /// <summary>For tools: throttled to about 30 calls a second per account, so nothing on a start-up path may list.</summary>
    Task<SnsPage<string>> ListTopicsAsync(string? nextToken = null, CancellationToken cancellationToken = default);

    /// <summary>Idempotent for the same endpoint and attributes; SNS refuses a second subscription with other attributes.</summary>
    /// <returns>The subscription's ARN.</returns>
    Task<string> SubscribeAsync(
        string topicArn,
        string protocol,
        string endpoint,
        IReadOnlyDictionary<string, string>? attributes = null,
        CancellationToken cancellationToken = default);

    Task UnsubscribeAsync(string subscriptionArn, CancellationToken cancellationToken = default);

    Task SetSubscriptionAttributesAsync(
        string subscriptionArn, string attributeName, string attributeValue, CancellationToken cancellationToken = default);

    Task<SnsPage<SnsSubscription>> ListSubscriptionsByTopicAsync(
        string topicArn, string? nextToken = null, CancellationToken cancellationToken = default);

    /// <returns>The message's id.</returns>
    Task<string> PublishAsync(string topicArn, SnsMessage message, CancellationToken cancellationToken = default);

    /// <summary>Up to 10 entries of together at most 256 KiB; look at <see cref="SnsBatchResult.Failed"/>.</summary>
    Task<SnsBatchResult> PublishBatchAsync(
        string topicArn, IReadOnlyList<SnsBatchEntry> entries, CancellationToken cancellationToken = default);
}
