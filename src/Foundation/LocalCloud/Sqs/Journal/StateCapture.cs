using RetailBus.LocalCloud.Sns.Engine;
using RetailBus.LocalCloud.Sqs.Engine;

namespace RetailBus.LocalCloud.Sqs.Journal;

/// <summary>The whole state at one moment, so that a snapshot can be written while the engines go on.</summary>
internal sealed class StateCapture
{
    private const int FrameSize = 256 * 1024;

    private readonly long _epoch;
    private readonly List<(QueueDefinition Queue, (long Sequence, Message Content, MessageState State)[] Messages)> _queues;
    private readonly TopicDefinition[] _topics;
    private readonly SubscriptionDefinition[] _subscriptions;
    private readonly MoveTask[] _moveTasks;

    private StateCapture(MessagingStore store)
    {
        _epoch = store.Epoch;
        _queues = [.. store.State.QueuesById.Values.Select(
            queue => (queue.Definition, queue.Messages.Select(m => (m.Sequence, m.Content, m.State)).ToArray()))];
        _topics = [.. store.State.Topics.Values];
        _moveTasks = [.. store.State.MoveTasks.Values];
        _subscriptions = [.. store.State.Subscriptions.Values.Select(s => s.Definition)];
    }

    /// <summary>Call under the store's gate.</summary>
    public static StateCapture Of(MessagingStore store) => new(store);

    /// <returns>The size of the file in bytes; it is safe on disk.</returns>
    public long WriteTo(string path)
    {
        using var file = JournalFile.Create(path);
        var records = new RecordWriter();
        records.Opened(_epoch);
        foreach (var topic in _topics)
            records.TopicSaved(topic);
        foreach (var subscription in _subscriptions)
            records.SubscriptionSaved(subscription);
        foreach (var task in _moveTasks)
            records.MoveTaskSaved(task);
        foreach (var (queue, messages) in _queues)
        {
            records.QueueSaved(queue);
            foreach (var (sequence, content, state) in messages)
            {
                records.MessageStored(queue.Id, sequence, content, state);
                if (records.Written.Length >= FrameSize)
                    WriteFrame(file, records);
            }
        }
        WriteFrame(file, records);
        file.Flush();
        return file.Length;
    }

    private static void WriteFrame(JournalFile file, RecordWriter records)
    {
        if (records.Written.IsEmpty)
            return;
        Span<byte> header = stackalloc byte[Frame.HeaderLength];
        Frame.WriteHeader(header, records.Written);
        file.Write(header);
        file.Write(records.Written);
        records.Clear();
    }
}
