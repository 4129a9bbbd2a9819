using System.Globalization;
using RetailBus.LocalCloud.Sqs.Journal;

namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>The queues: creating, finding, configuring and deleting them. Thread-safe.</summary>
internal sealed class QueueCatalog(MessagingStore store)
{
    /// <summary>Creates the queue, or finds the one that has the same name and the same values for the attributes given.</summary>
    public async Task CreateAsync(string name, IReadOnlyDictionary<string, string> attributes, IReadOnlyDictionary<string, string> tags)
    {
        QueueRules.CheckName(name);
        QueueRules.CheckTags(tags);
        foreach (var (attribute, value) in attributes)
            QueueAttributes.Check(attribute, value);
        Task committed;
        lock (store.Gate)
        {
            if (store.State.QueuesByName.TryGetValue(name, out var existing))
            {
                foreach (var (attribute, value) in attributes)
                {
                    var present = existing.Definition.Attributes.GetValueOrDefault(attribute) ?? QueueAttributes.Default(attribute) ?? "";
                    if (!QueueAttributes.AreEqual(present, value))
                        throw SqsErrors.QueueNameExists(attribute);
                }
                committed = Task.CompletedTask;
            }
            else
            {
                CheckRedrive(name, attributes.GetValueOrDefault(QueueAttributes.RedrivePolicy));
                var now = store.Now / 1000;
                Save(new(store.NextId(), name, now, now, WithoutEmpty(attributes), tags));
                committed = store.Commit();
            }
        }
        await committed;
    }

    public async Task DeleteAsync(string name)
    {
        Task committed;
        lock (store.Gate)
        {
            var queue = Find(name);
            store.State.DeleteQueue(queue.Id);
            store.Records.QueueDeleted(queue.Id);
            committed = store.Commit();
            queue.Clear();
            queue.Polls.Timer?.Dispose();
            while (queue.Polls.TryNext(out var poll))
                poll.Deliver([]);
        }
        await committed;
    }

    public bool Exists(string name)
    {
        lock (store.Gate)
            return store.State.QueuesByName.ContainsKey(name);
    }

    /// <summary>Names in order, after <paramref name="after"/>.</summary>
    public IReadOnlyList<string> List(string prefix, string after, int limit)
    {
        lock (store.Gate)
        {
            return [.. store.State.QueuesByName.Keys
                .Where(n => n.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(n, after) > 0)
                .Take(limit)];
        }
    }

    /// <summary>Names of the queues whose redrive policy names this one.</summary>
    public IReadOnlyList<string> DeadLetterSources(string name)
    {
        lock (store.Gate)
        {
            var arn = store.Settings.QueueArn(Find(name).Definition.Name);
            return [.. store.State.QueuesByName.Values.Where(q => q.Settings.Redrive?.DeadLetterArn == arn).Select(q => q.Definition.Name)];
        }
    }

    /// <summary>All attributes that the queue has, computed ones included.</summary>
    public IReadOnlyDictionary<string, string> Attributes(string name)
    {
        lock (store.Gate)
        {
            var queue = Find(name);
            queue.Promote(store.Now);
            var all = QueueAttributes.WithDefault.ToDictionary(n => n, n => QueueAttributes.Default(n)!);
            foreach (var (attribute, value) in queue.Definition.Attributes)
                all[attribute] = value;
            all["QueueArn"] = store.Settings.QueueArn(name);
            all["ApproximateNumberOfMessages"] = Text(queue.ReadyCount);
            all["ApproximateNumberOfMessagesNotVisible"] = Text(queue.InFlightCount);
            all["ApproximateNumberOfMessagesDelayed"] = Text(queue.DelayedCount);
            all["CreatedTimestamp"] = Text(queue.Definition.CreatedAt);
            all["LastModifiedTimestamp"] = Text(queue.Definition.ModifiedAt);
            return all;
        }

        static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
    }

    public async Task SetAttributesAsync(string name, IReadOnlyDictionary<string, string> attributes)
    {
        foreach (var (attribute, value) in attributes)
            QueueAttributes.Check(attribute, value);
        Task committed;
        lock (store.Gate)
        {
            var queue = Find(name);
            CheckRedrive(name, attributes.GetValueOrDefault(QueueAttributes.RedrivePolicy));
            var merged = queue.Definition.Attributes.ToDictionary();
            foreach (var (attribute, value) in attributes)
                merged[attribute] = value;
            Save(queue.Definition with { Attributes = WithoutEmpty(merged), ModifiedAt = store.Now / 1000 });
            committed = store.Commit();
        }
        await committed;
    }

    /// <summary>Changes a queue's policy: the text that it had, or null, to the one that it is to have, or an empty one.</summary>
    public async Task ChangePolicyAsync(string name, Func<string?, string> change)
    {
        Task committed;
        lock (store.Gate)
        {
            var queue = Find(name);
            var attributes = queue.Definition.Attributes.ToDictionary();
            attributes[QueueAttributes.Policy] = change(attributes.GetValueOrDefault(QueueAttributes.Policy));
            Save(queue.Definition with { Attributes = WithoutEmpty(attributes), ModifiedAt = store.Now / 1000 });
            committed = store.Commit();
        }
        await committed;
    }

    public IReadOnlyDictionary<string, string> Tags(string name)
    {
        lock (store.Gate)
            return Find(name).Definition.Tags;
    }

    public async Task ChangeTagsAsync(string name, IReadOnlyDictionary<string, string> added, IEnumerable<string> removed)
    {
        Task committed;
        lock (store.Gate)
        {
            var queue = Find(name);
            var tags = queue.Definition.Tags.ToDictionary();
            foreach (var key in removed)
                tags.Remove(key);
            foreach (var (key, value) in added)
                tags[key] = value;
            QueueRules.CheckTags(tags);
            Save(queue.Definition with { Tags = tags });
            committed = store.Commit();
        }
        await committed;
    }

    private static Dictionary<string, string> WithoutEmpty(IReadOnlyDictionary<string, string> attributes) =>
        attributes.Where(a => a.Value.Length > 0).ToDictionary();

    private MessageQueue Find(string name) => store.FindQueue(name);

    private void Save(QueueDefinition definition)
    {
        store.State.Save(definition);
        store.Records.QueueSaved(definition);
    }

    private void CheckRedrive(string source, string? policy)
    {
        if (RedrivePolicy.Parse(policy) is not { } redrive)
            return;
        if (store.FindQueueByArn(redrive.DeadLetterArn) is not { } target)
            throw SqsErrors.InvalidAttributeValue(QueueAttributes.RedrivePolicy, "Dead letter target does not exist.");
        if (!target.Settings.RedriveAllow.Allows(store.Settings.QueueArn(source)))
            throw SqsErrors.InvalidAttributeValue(
                QueueAttributes.RedrivePolicy, "The dead letter target's RedriveAllowPolicy does not allow this queue.");
    }
}
