using RetailBus.LocalCloud.Sns.Engine;
using RetailBus.LocalCloud.Sqs.Engine;

namespace RetailBus.LocalCloud.Sqs.Journal;

/// <summary>What the journal describes. Not thread-safe: the store's gate guards it.</summary>
internal sealed class MessagingState
{
    public Dictionary<long, MessageQueue> QueuesById { get; } = [];

    public SortedDictionary<string, MessageQueue> QueuesByName { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, TopicDefinition> Topics { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Subscription> Subscriptions { get; } = new(StringComparer.Ordinal);

    /// <summary>By handle.</summary>
    public Dictionary<string, MoveTask> MoveTasks { get; } = [];

    public void Save(QueueDefinition definition)
    {
        if (QueuesById.TryGetValue(definition.Id, out var queue))
        {
            queue.Configure(definition);
            return;
        }
        queue = new MessageQueue(definition);
        QueuesById.Add(definition.Id, queue);
        QueuesByName.Add(definition.Name, queue);
    }

    /// <summary>Keeps the newest ten tasks of a source.</summary>
    public void Save(MoveTask task)
    {
        MoveTasks[task.Handle] = task;
        var ofSource = MoveTasks.Values.Where(t => t.SourceArn == task.SourceArn).OrderByDescending(t => t.StartedAt);
        foreach (var old in ofSource.Skip(SqsLimits.MoveTasksListed).ToArray())
            MoveTasks.Remove(old.Handle);
    }

    public void DeleteQueue(long id)
    {
        if (QueuesById.Remove(id, out var queue))
            QueuesByName.Remove(queue.Definition.Name);
    }
}
