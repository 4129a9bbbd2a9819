using RetailBus.LocalCloud.Sqs.Journal;

namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>
/// Takes messages out of a queue for receivers, present or waiting: the one place where a delivery is decided. Every method
/// is called under the store's gate.
/// </summary>
internal sealed class Delivery(MessagingStore store, DeliveryFaults? faults = null)
{
    /// <summary>Takes what a receive can get now.</summary>
    /// <param name="source">The queue.</param>
    /// <param name="poll">What the receive asks for.</param>
    /// <param name="durable">Done when messages that this receive moved to a dead-letter queue are safe there.</param>
    /// <exception cref="SqsException">OverLimit.</exception>
    public IReadOnlyList<ReceivedMessage> Take(MessageQueue source, LongPoll poll, out Task durable)
    {
        var now = store.Now;
        Refresh(source, now);
        if (source.ReadyCount > 0 && source.InFlightCount >= SqsLimits.InFlightMessages)
            throw SqsErrors.OverLimit($"Too many messages are in flight. The maximum is {SqsLimits.InFlightMessages}.");
        var taken = new List<ReceivedMessage>();
        var moved = new HashSet<MessageQueue>();
        while (taken.Count < poll.MaxMessages && source.InFlightCount < SqsLimits.InFlightMessages && Next(source) is { } message)
        {
            if (taken.Exists(t => t.Handle.Sequence == message.Sequence))
                break;
            if (MoveToDeadLetterQueue(source, message, now) is { } deadLetters)
                moved.Add(deadLetters);
            else
                taken.Add(Receive(source, message, poll.VisibilitySeconds ?? source.Settings.VisibilitySeconds, now));
        }
        durable = Task.CompletedTask;
        if (moved.Count > 0)
            durable = store.Commit();
        else
            store.CommitLazily();
        foreach (var deadLetters in moved)
            Serve(deadLetters);
        return taken;
    }

    /// <summary>Gives waiting receives what there is, in the order in which they came.</summary>
    public void Serve(MessageQueue queue)
    {
        while (queue.Polls.Any)
        {
            Refresh(queue, store.Now);
            if (queue.ReadyCount == 0 || queue.InFlightCount >= SqsLimits.InFlightMessages || !queue.Polls.TryNext(out var poll))
                break;
            var taken = Take(queue, poll, out _);
            if (taken.Count > 0)
                poll.Deliver(taken);
            else
                queue.Polls.Enter(poll);
        }
        Arm(queue);
    }

    /// <summary>Sets the queue's timer to the next moment at which a message becomes visible for a waiting receive.</summary>
    public void Arm(MessageQueue queue)
    {
        if (!queue.Polls.Any || queue.NextVisibleAt is not { } next)
            return;
        var due = TimeSpan.FromMilliseconds(Math.Max(1, next - store.Now));
        queue.Polls.Timer ??= store.Time.CreateTimer(OnDue, queue, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        queue.Polls.Timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void OnDue(object? state)
    {
        var queue = (MessageQueue)state!;
        lock (store.Gate)
        {
            if (store.IsClosed || !store.State.QueuesById.ContainsKey(queue.Id))
                return;
            try
            {
                Serve(queue);
            }
            catch (IOException fault)
            {
                while (queue.Polls.TryNext(out var poll))
                    poll.Fail(fault);
            }
        }
    }

    /// <summary>Lets time have its effect: hidden messages appear, old ones go.</summary>
    private void Refresh(MessageQueue queue, long now)
    {
        queue.Promote(now);
        while (queue.FirstExpired(now) is { } expired)
        {
            queue.Remove(expired.Sequence);
            store.Records.MessageRemoved(queue.Id, expired.Sequence);
        }
    }

    private QueuedMessage? Next(MessageQueue source) => faults is null ? source.FirstReady() : faults.Next(source);

    private ReceivedMessage Receive(MessageQueue source, QueuedMessage message, int visibilitySeconds, long now)
    {
        var before = message.State;
        var after = new MessageState(
            now + visibilitySeconds * 1000L,
            store.NextId(),
            before.ReceiveCount + 1,
            before.FirstReceivedAt == 0 ? now : before.FirstReceivedAt);
        source.Change(message, after, now);
        store.Records.MessageChanged(source.Id, message);
        faults?.AfterReceive(source, message, before, now);
        return new(message.Content, after, new ReceiptHandle(source.Id, message.Sequence, after.ReceiptId));
    }

    /// <returns>The dead-letter queue; null if the message stays, also when that queue is gone.</returns>
    private MessageQueue? MoveToDeadLetterQueue(MessageQueue source, QueuedMessage message, long now)
    {
        if (source.Settings.Redrive is not { } policy || message.State.ReceiveCount < policy.MaxReceiveCount)
            return null;
        if (store.FindQueueByArn(policy.DeadLetterArn) is not { } target || target == source)
            return null;
        var content = message.Content;
        var moved = new QueuedMessage(
            store.NextId(),
            new Message(
                content.Id, content.Body, content.Attributes, content.TraceHeader, content.SentAt,
                store.Settings.QueueArn(source.Definition.Name)),
            new MessageState(now, 0, 0, 0));
        source.Remove(message.Sequence);
        store.Records.MessageRemoved(source.Id, message.Sequence);
        target.Add(moved, now);
        store.Records.MessageStored(target.Id, moved.Sequence, moved.Content, moved.State);
        return target;
    }
}
