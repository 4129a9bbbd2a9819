using RetailBus.LocalCloud.Sqs.Journal;

namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>
/// Messages in and out of queues. Thread-safe. A method that changes something completes when the change is safe on disk;
/// a receive does not wait for that, since a crash then only makes its messages visible again.
/// </summary>
internal sealed class MessageExchange(MessagingStore store, DeliveryFaults? faults = null)
{
    private readonly Delivery _delivery = new(store, faults);

    /// <summary>Checks a message against its queue's limits without sending it.</summary>
    public void Check(string queue, OutgoingMessage message)
    {
        int maxSize;
        lock (store.Gate)
            maxSize = store.FindQueue(queue).Settings.MaxMessageSize;
        MessageRules.Check(message, maxSize);
    }

    /// <summary>Sends messages to one queue, all or none. <see cref="Check"/> them first.</summary>
    /// <returns>The messages as stored, in order.</returns>
    public async Task<IReadOnlyList<Message>> SendAsync(string queue, IReadOnlyList<OutgoingMessage> messages)
    {
        var sent = new List<Message>(messages.Count);
        Task committed;
        lock (store.Gate)
        {
            var target = store.FindQueue(queue);
            var now = store.Now;
            foreach (var message in messages)
                sent.Add(Store(target, message, now));
            committed = store.Commit();
            _delivery.Serve(target);
        }
        await committed;
        return sent;
    }

    /// <summary>Sends messages to several queues in one commit. A queue that no longer exists is passed over.</summary>
    /// <returns>The ARNs passed over.</returns>
    public async Task<IReadOnlyList<string>> FanOutAsync(IReadOnlyList<QueueCopy> copies)
    {
        var missing = new List<string>();
        var reached = new HashSet<MessageQueue>();
        Task committed;
        lock (store.Gate)
        {
            var now = store.Now;
            foreach (var copy in copies)
            {
                var target = store.FindQueueByArn(copy.QueueArn) ?? store.FindQueueByArn(copy.OtherwiseArn ?? "");
                if (target is null)
                {
                    missing.Add(copy.QueueArn);
                    continue;
                }
                Store(target, copy.Message, now);
                reached.Add(target);
            }
            committed = store.Commit();
            foreach (var target in reached)
                _delivery.Serve(target);
        }
        await committed;
        return missing;
    }

    /// <summary>Takes messages and hides them; waits for some when there are none.</summary>
    /// <param name="queue">Name.</param>
    /// <param name="maxMessages">1 to 10.</param>
    /// <param name="visibilitySeconds">0 to 43200; null takes the queue's.</param>
    /// <param name="waitSeconds">0 to 20; null takes the queue's.</param>
    /// <param name="cancellationToken">Ends the wait; messages that arrived at the same moment stay in the queue.</param>
    public async Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(
        string queue, int maxMessages, int? visibilitySeconds, int? waitSeconds, CancellationToken cancellationToken)
    {
        MessageQueue source;
        LongPoll poll;
        IReadOnlyList<ReceivedMessage> taken;
        var durable = Task.CompletedTask;
        int wait;
        lock (store.Gate)
        {
            source = store.FindQueue(queue);
            wait = waitSeconds ?? source.Settings.WaitSeconds;
            poll = new LongPoll(maxMessages, visibilitySeconds);
            taken = _delivery.Take(source, poll, out durable);
            if (taken.Count == 0 && wait > 0)
            {
                source.Polls.Enter(poll);
                _delivery.Arm(source);
            }
        }
        await durable;
        return taken.Count > 0 || wait == 0 ? taken : await WaitAsync(source, poll, wait, cancellationToken);
    }

    /// <summary>Makes messages that never reached their receiver visible again, as if they had not been received.</summary>
    public void GiveBack(string queue, IReadOnlyList<ReceivedMessage> messages)
    {
        lock (store.Gate)
        {
            if (!store.State.QueuesByName.TryGetValue(queue, out var source))
                return;
            var now = store.Now;
            foreach (var received in messages)
            {
                if (source.Find(received.Handle.Sequence) is not { } message || message.State.ReceiptId != received.Handle.ReceiptId)
                    continue;
                source.Change(message, message.State with { VisibleAt = now, ReceiveCount = message.State.ReceiveCount - 1 }, now);
                store.Records.MessageChanged(source.Id, message);
            }
            store.CommitLazily();
            _delivery.Serve(source);
        }
    }

    /// <summary>Deletes a message. A handle that is not the latest succeeds and deletes nothing.</summary>
    /// <returns>For each handle null, or why it was refused.</returns>
    public async Task<IReadOnlyList<SqsException?>> DeleteAsync(string queue, IReadOnlyList<string> handles)
    {
        var results = new SqsException?[handles.Count];
        Task committed;
        lock (store.Gate)
        {
            var source = store.FindQueue(queue);
            for (var i = 0; i < handles.Count; i++)
                results[i] = Attempt(() => DeleteOne(source, handles[i]));
            committed = store.Commit();
        }
        await committed;
        return results;
    }

    /// <summary>Hides received messages for a time from now on; 0 seconds makes them visible.</summary>
    /// <returns>For each change null, or why it was refused.</returns>
    public async Task<IReadOnlyList<SqsException?>> ChangeVisibilityAsync(string queue, IReadOnlyList<VisibilityChange> changes)
    {
        var results = new SqsException?[changes.Count];
        Task committed;
        lock (store.Gate)
        {
            var source = store.FindQueue(queue);
            var now = store.Now;
            source.Promote(now);
            for (var i = 0; i < changes.Count; i++)
                results[i] = Attempt(() => ChangeOne(source, changes[i].Handle, changes[i].Seconds, now));
            committed = store.Commit();
            _delivery.Serve(source);
        }
        await committed;
        return results;
    }

    /// <exception cref="SqsException">QueueDoesNotExist, PurgeQueueInProgress.</exception>
    public async Task PurgeAsync(string queue)
    {
        Task committed;
        lock (store.Gate)
        {
            var source = store.FindQueue(queue);
            var now = store.Now;
            if (source.PurgedAt is { } last && now - last < SqsLimits.PurgeInterval * 1000L)
                throw SqsErrors.PurgeInProgress(queue);
            source.PurgedAt = now;
            source.Clear();
            store.Records.QueuePurged(source.Id);
            committed = store.Commit();
        }
        await committed;
    }

    private static SqsException? Attempt(Action change)
    {
        try
        {
            change();
            return null;
        }
        catch (SqsException refused)
        {
            return refused;
        }
    }

    private async Task<IReadOnlyList<ReceivedMessage>> WaitAsync(
        MessageQueue source, LongPoll poll, int waitSeconds, CancellationToken cancellationToken)
    {
        try
        {
            return await poll.Arrival.WaitAsync(TimeSpan.FromSeconds(waitSeconds), store.Time, cancellationToken);
        }
        catch (Exception ended) when (ended is TimeoutException or OperationCanceledException)
        {
            lock (store.Gate)
            {
                if (source.Polls.Leave(poll))
                    return [];
            }
        }
        var arrived = await poll.Arrival;
        if (!cancellationToken.IsCancellationRequested)
            return arrived;
        GiveBack(source.Definition.Name, arrived);
        return [];
    }

    private Message Store(MessageQueue target, OutgoingMessage message, long now)
    {
        var content = new Message(Guid.NewGuid(), message.Body, message.Attributes, message.TraceHeader, now, null);
        var delay = message.DelaySeconds ?? target.Settings.DelaySeconds;
        var queued = new QueuedMessage(store.NextId(), content, new MessageState(now + delay * 1000L, 0, 0, 0));
        target.Add(queued, now);
        store.Records.MessageStored(target.Id, queued.Sequence, content, queued.State);
        return content;
    }

    private void DeleteOne(MessageQueue source, string text)
    {
        var handle = Handle(source, text);
        if (source.Find(handle.Sequence) is not { } message || handle.ReceiptId < message.State.ReceiptId)
            return;
        source.Remove(message.Sequence);
        store.Records.MessageRemoved(source.Id, message.Sequence);
    }

    private void ChangeOne(MessageQueue source, string text, int seconds, long now)
    {
        if (seconds is < 0 or > SqsLimits.MaxVisibilityTimeout)
            throw SqsErrors.OutOfRange("VisibilityTimeout", seconds, 0, SqsLimits.MaxVisibilityTimeout);
        var handle = Handle(source, text);
        if (source.Find(handle.Sequence) is not { } message || handle.ReceiptId < message.State.ReceiptId)
            throw SqsErrors.MessageGone(text);
        if (message.State.VisibleAt <= now)
            throw SqsErrors.MessageNotInFlight();
        source.Change(message, message.State with { VisibleAt = now + seconds * 1000L }, now);
        store.Records.MessageChanged(source.Id, message);
    }

    private static ReceiptHandle Handle(MessageQueue source, string text)
    {
        var handle = ReceiptHandle.Parse(text);
        return handle.QueueId == source.Id ? handle : throw SqsErrors.ReceiptHandleIsInvalid(text);
    }
}
