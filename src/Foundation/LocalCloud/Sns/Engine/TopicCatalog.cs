using RetailBus.LocalCloud.Sqs.Journal;

namespace RetailBus.LocalCloud.Sns.Engine;

/// <summary>The topics and their subscriptions: creating, finding, configuring and deleting them. Thread-safe.</summary>
internal sealed class TopicCatalog(MessagingStore store)
{
    /// <summary>Creates the topic, or finds the one that has the same name, attributes and tags.</summary>
    /// <returns>Its ARN.</returns>
    public async Task<string> CreateAsync(
        string name, IReadOnlyDictionary<string, string> attributes, IReadOnlyDictionary<string, string> tags)
    {
        TopicRules.CheckName(name);
        TopicRules.CheckTags(tags);
        foreach (var (attribute, value) in attributes)
            TopicAttributes.Check(attribute, value);
        var arn = store.Settings.TopicArn(name);
        Task committed;
        lock (store.Gate)
        {
            if (!store.State.Topics.TryGetValue(arn, out var existing))
                Save(new(arn, attributes, tags));
            else if (attributes.Any(a => existing.Attributes.GetValueOrDefault(a.Key, "") != a.Value))
                throw SnsErrors.InvalidParameter("Attributes", "Topic already exists with different attributes");
            else if (tags.Any(t => existing.Tags.GetValueOrDefault(t.Key) != t.Value))
                throw SnsErrors.InvalidParameter("Tags", "Topic already exists with different tags");
            committed = store.Commit();
        }
        await committed;
        return arn;
    }

    public bool Exists(string arn)
    {
        lock (store.Gate)
            return store.State.Topics.ContainsKey(arn);
    }

    /// <summary>Deletes the topic and its subscriptions; one that does not exist is no error.</summary>
    public async Task DeleteAsync(string arn)
    {
        Task committed;
        lock (store.Gate)
        {
            foreach (var subscription in Subscriptions(arn).ToArray())
                Remove(subscription);
            if (store.State.Topics.Remove(arn))
                store.Records.TopicDeleted(arn);
            committed = store.Commit();
        }
        await committed;
    }

    /// <exception cref="SnsException">NotFound.</exception>
    public TopicDefinition Get(string arn)
    {
        lock (store.Gate)
            return Find(arn);
    }

    /// <summary>ARNs in order, after <paramref name="after"/>.</summary>
    public IReadOnlyList<string> List(string after, int limit)
    {
        lock (store.Gate)
            return [.. store.State.Topics.Keys.Where(a => string.CompareOrdinal(a, after) > 0).Take(limit)];
    }

    public async Task SetAttributeAsync(string arn, string name, string value)
    {
        TopicAttributes.Check(name, value);
        await ChangeAsync(arn, topic => topic with { Attributes = With(topic.Attributes, name, value) });
    }

    /// <summary>Changes a topic's policy: the text that it had, or null, to the one that it is to have, or an empty one.</summary>
    public Task ChangePolicyAsync(string arn, Func<string?, string> change) => ChangeAsync(arn, topic =>
    {
        var policy = change(topic.Attributes.GetValueOrDefault(TopicAttributes.Policy));
        return topic with { Attributes = With(topic.Attributes, TopicAttributes.Policy, policy) };
    });

    /// <exception cref="SnsException">ResourceNotFound.</exception>
    public async Task ChangeTagsAsync(string arn, IReadOnlyDictionary<string, string> added, IEnumerable<string> removed)
    {
        if (!Exists(arn))
            throw SnsErrors.ResourceNotFound();
        await ChangeAsync(arn, topic =>
        {
            var tags = topic.Tags.ToDictionary();
            foreach (var key in removed)
                tags.Remove(key);
            foreach (var (key, value) in added)
                tags[key] = value;
            TopicRules.CheckTags(tags);
            return topic with { Tags = tags };
        });
    }

    /// <summary>The topic's subscriptions.</summary>
    public IReadOnlyList<Subscription> SubscriptionsOf(string topicArn)
    {
        lock (store.Gate)
        {
            Find(topicArn);
            return [.. Subscriptions(topicArn)];
        }
    }

    private IEnumerable<Subscription> Subscriptions(string topicArn) =>
        store.State.Subscriptions.Values.Where(s => s.Definition.TopicArn == topicArn);

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> attributes, string name, string value)
    {
        var changed = attributes.ToDictionary();
        changed[name] = value;
        return changed;
    }

    private async Task ChangeAsync(string arn, Func<TopicDefinition, TopicDefinition> change)
    {
        Task committed;
        lock (store.Gate)
        {
            Save(change(Find(arn)));
            committed = store.Commit();
        }
        await committed;
    }

    private TopicDefinition Find(string arn) => store.State.Topics.GetValueOrDefault(arn) ?? throw SnsErrors.TopicNotFound();

    private void Save(TopicDefinition topic)
    {
        store.State.Topics[topic.Arn] = topic;
        store.Records.TopicSaved(topic);
    }

    private void Remove(Subscription subscription)
    {
        store.State.Subscriptions.Remove(subscription.Definition.Arn);
        store.Records.SubscriptionDeleted(subscription.Definition.Arn);
    }
}
