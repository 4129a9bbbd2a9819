using RetailBus.LocalCloud.Sns.Engine;
using RetailBus.LocalCloud.Sqs.Engine;

namespace RetailBus.LocalCloud.Sqs.Journal;

/// <summary>Builds the state from the frames of snapshot and journal.</summary>
/// <param name="state">Empty at the start.</param>
/// <param name="now">Milliseconds since 1970 in UTC; decides which messages are still hidden.</param>
internal sealed class Replay(MessagingState state, long now)
{
    /// <summary>How often the store was opened so far.</summary>
    public long Epoch { get; private set; }

    public void Apply(ReadOnlySpan<byte> frame)
    {
        for (var reader = new RecordReader(frame); !reader.AtEnd;)
            ApplyOne(ref reader);
    }

    private void ApplyOne(ref RecordReader reader)
    {
        var kind = reader.Kind();
        switch (kind)
        {
            case RecordKind.Opened:
                Epoch = Math.Max(Epoch, reader.Number());
                break;
            case RecordKind.QueueSaved:
                state.Save(reader.Document<QueueDefinition>());
                break;
            case RecordKind.QueueDeleted:
                state.DeleteQueue(reader.Number());
                break;
            case RecordKind.QueuePurged:
                Queue(reader.Number())?.Clear();
                break;
            case RecordKind.MessageStored:
                Store(ref reader);
                break;
            case RecordKind.MessageChanged:
                Change(ref reader);
                break;
            case RecordKind.MessageRemoved:
                Queue(reader.Number(), out var sequence, ref reader)?.Remove(sequence);
                break;
            case RecordKind.TopicSaved:
                var topic = reader.Document<TopicDefinition>();
                state.Topics[topic.Arn] = topic;
                break;
            case RecordKind.TopicDeleted:
                state.Topics.Remove(reader.Text());
                break;
            case RecordKind.SubscriptionSaved:
                var subscription = reader.Document<SubscriptionDefinition>();
                state.Subscriptions[subscription.Arn] = new(subscription);
                break;
            case RecordKind.SubscriptionDeleted:
                state.Subscriptions.Remove(reader.Text());
                break;
            case RecordKind.MoveTaskSaved:
                state.Save(reader.Document<MoveTask>());
                break;
            default:
                throw new InvalidDataException(
                    $"The message journal holds a record of kind {(int)kind}, which this version does not know.");
        }
    }

    private void Store(ref RecordReader reader)
    {
        var queue = Queue(reader.Number(), out var sequence, ref reader);
        var messageState = reader.State();
        var message = reader.Message();
        queue?.Add(new QueuedMessage(sequence, message, messageState), now);
    }

    private void Change(ref RecordReader reader)
    {
        var queue = Queue(reader.Number(), out var sequence, ref reader);
        var messageState = reader.State();
        if (queue?.Find(sequence) is { } message)
            queue.Change(message, messageState, now);
    }

    private MessageQueue? Queue(long id, out long sequence, ref RecordReader reader)
    {
        sequence = reader.Number();
        return Queue(id);
    }

    private MessageQueue? Queue(long id) => state.QueuesById.GetValueOrDefault(id);
}
