using RetailBus.LocalCloud.Sqs.Journal;

namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>One step of a message-move task: up to a hundred messages or four megabytes, in one commit.</summary>
internal sealed class MoveStep(MessagingStore store, DeliveryFaults? faults = null)
{
    private const int Messages = 100;
    private const int Bytes = 4 * 1024 * 1024;

    private readonly Delivery _delivery = new(store, faults);

    /// <summary>Call under the gate.</summary>
    /// <returns>When the next step is due; null when the task has ended, or the journal no longer takes anything.</returns>
    public TimeSpan? Take(MoveTask task)
    {
        var reached = new HashSet<MessageQueue>();
        var after = MoveSome(task, reached);
        store.Save(after);
        try
        {
            _ = store.Commit();
            foreach (var queue in reached)
                _delivery.Serve(queue);
        }
        catch (IOException)
        {
            // Every other call reports the broken journal to its caller; the task goes on after the restart that it asks for.
            return null;
        }
        var pause = TimeSpan.FromSeconds((double)(after.Moved - task.Moved) / (task.MaxPerSecond ?? SqsLimits.MoveMessagesPerSecond));
        return after.Status == MoveTask.Running ? pause : null;
    }

    private MoveTask MoveSome(MoveTask task, HashSet<MessageQueue> reached)
    {
        if (store.FindQueueByArn(task.SourceArn) is not { } source)
            return task with { Status = MoveTask.Failed, FailureReason = "AWS.SimpleQueueService.NonExistentQueue" };
        var now = store.Now;
        source.Promote(now);
        var moved = 0L;
        var limit = Math.Min(Messages, task.MaxPerSecond ?? Messages);
        for (var size = 0; moved < limit && size < Bytes && source.FirstReady() is { } message; moved++)
        {
            var destination = store.FindQueueByArn(task.DestinationArn ?? message.Content.DeadLetterSource ?? "");
            if (destination is null || destination == source)
                return task with { Status = MoveTask.Failed, Moved = task.Moved + moved, FailureReason = "CouldNotDetermineMessageSource" };
            Move(source, message, destination, now);
            reached.Add(destination);
            size += message.Content.Size;
        }
        return task with { Moved = task.Moved + moved, Status = source.ReadyCount == 0 ? MoveTask.Completed : MoveTask.Running };
    }

    /// <summary>A moved message is a new one: own id, sent now.</summary>
    private void Move(MessageQueue source, QueuedMessage message, MessageQueue destination, long now)
    {
        var content = new Message(Guid.NewGuid(), message.Content.Body, message.Content.Attributes, message.Content.TraceHeader, now, null);
        var arrived = new QueuedMessage(store.NextId(), content, new MessageState(now, 0, 0, 0));
        source.Remove(message.Sequence);
        store.Records.MessageRemoved(source.Id, message.Sequence);
        destination.Add(arrived, now);
        store.Records.MessageStored(destination.Id, arrived.Sequence, content, arrived.State);
    }
}
