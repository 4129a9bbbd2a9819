using RetailBus.LocalCloud.Sqs.Journal;

namespace RetailBus.LocalCloud.Sns.Engine;

/// <summary>Subscribing queues to topics. Thread-safe.</summary>
internal sealed class SubscriptionCatalog(MessagingStore store)
{
    /// <summary>Subscribes a queue, or finds its subscription if that has the same values for the attributes given.</summary>
    /// <returns>The subscription's ARN.</returns>
    /// <exception cref="SnsException">NotFound or InvalidParameter.</exception>
    public async Task<string> SubscribeAsync(
        string topicArn, string protocol, string endpoint, IReadOnlyDictionary<string, string> attributes)
    {
        if (protocol != "sqs")
            throw SnsErrors.InvalidParameter("Protocol", $"{protocol} is not served by this endpoint, only sqs");
        if (!endpoint.StartsWith("arn:aws:sqs:", StringComparison.Ordinal) || endpoint.Split(':').Length != 6)
            throw SnsErrors.InvalidParameter("SQS endpoint ARN", "Must be the ARN of a queue");
        SubscriptionAttributes.Check(attributes);
        string arn;
        Task committed;
        lock (store.Gate)
        {
            if (!store.State.Topics.ContainsKey(topicArn))
                throw SnsErrors.TopicNotFound();
            var existing = store.State.Subscriptions.Values
                .FirstOrDefault(s => s.Definition.TopicArn == topicArn && s.Definition.Endpoint == endpoint)?.Definition;
            if (existing is not null && attributes.Any(a => existing.Attributes.GetValueOrDefault(a.Key) != a.Value))
                throw SnsErrors.InvalidParameter("Attributes", "Subscription already exists with different attributes");
            arn = existing?.Arn ?? $"{topicArn}:{Guid.NewGuid()}";
            if (existing is null)
                Save(new(arn, topicArn, endpoint, attributes));
            committed = store.Commit();
        }
        await committed;
        return arn;
    }

    /// <summary>Ends a subscription; one that does not exist is no error.</summary>
    public async Task UnsubscribeAsync(string arn)
    {
        Task committed;
        lock (store.Gate)
        {
            if (store.State.Subscriptions.Remove(arn))
                store.Records.SubscriptionDeleted(arn);
            committed = store.Commit();
        }
        await committed;
    }

    /// <exception cref="SnsException">NotFound.</exception>
    public SubscriptionDefinition Get(string arn)
    {
        lock (store.Gate)
            return Find(arn);
    }

    /// <summary>Subscriptions in order of their ARNs, after <paramref name="after"/>; of one topic, or of all.</summary>
    public IReadOnlyList<SubscriptionDefinition> List(string? topicArn, string after, int limit)
    {
        lock (store.Gate)
        {
            return [.. store.State.Subscriptions.Values
                .Select(s => s.Definition)
                .Where(d => (topicArn is null || d.TopicArn == topicArn) && string.CompareOrdinal(d.Arn, after) > 0)
                .Take(limit)];
        }
    }

    public async Task SetAttributeAsync(string arn, string name, string value)
    {
        Task committed;
        lock (store.Gate)
        {
            var subscription = Find(arn);
            var attributes = subscription.Attributes.ToDictionary();
            if (value.Length == 0)
                attributes.Remove(name);
            else
                attributes[name] = value;
            SubscriptionAttributes.Check(attributes);
            Save(subscription with { Attributes = attributes });
            committed = store.Commit();
        }
        await committed;
    }

    private SubscriptionDefinition Find(string arn) =>
        store.State.Subscriptions.GetValueOrDefault(arn)?.Definition ?? throw SnsErrors.SubscriptionNotFound();

    private void Save(SubscriptionDefinition subscription)
    {
        store.State.Subscriptions[subscription.Arn] = new(subscription);
        store.Records.SubscriptionSaved(subscription);
    }
}
