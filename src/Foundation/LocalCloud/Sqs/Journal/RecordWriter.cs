using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using RetailBus.LocalCloud.Sns.Engine;
using RetailBus.LocalCloud.Sqs.Engine;

namespace RetailBus.LocalCloud.Sqs.Journal;

/// <summary>Encodes changes as records, one after the other, into a frame. Not thread-safe.</summary>
internal sealed class RecordWriter
{
    private readonly ArrayBufferWriter<byte> _frame = new();

    public ReadOnlySpan<byte> Written => _frame.WrittenSpan;

    public void Clear() => _frame.ResetWrittenCount();

    public void Opened(long epoch)
    {
        Kind(RecordKind.Opened);
        Number(epoch);
    }

    public void QueueSaved(QueueDefinition queue) => Document(RecordKind.QueueSaved, queue);

    public void QueueDeleted(long queueId)
    {
        Kind(RecordKind.QueueDeleted);
        Number(queueId);
    }

    public void QueuePurged(long queueId)
    {
        Kind(RecordKind.QueuePurged);
        Number(queueId);
    }

    public void MessageStored(long queueId, long sequence, Message message, MessageState state)
    {
        Kind(RecordKind.MessageStored);
        Number(queueId);
        Number(sequence);
        State(state);
        message.Id.TryWriteBytes(_frame.GetSpan(16));
        _frame.Advance(16);
        Number(message.SentAt);
        Text(message.TraceHeader);
        Text(message.DeadLetterSource);
        Number(message.Attributes.Count);
        foreach (var attribute in message.Attributes)
        {
            Text(attribute.Name);
            Text(attribute.DataType);
            Bytes(attribute.Bytes);
        }
        Bytes(message.Body);
    }

    public void MessageChanged(long queueId, QueuedMessage message)
    {
        Kind(RecordKind.MessageChanged);
        Number(queueId);
        Number(message.Sequence);
        State(message.State);
    }

    public void MessageRemoved(long queueId, long sequence)
    {
        Kind(RecordKind.MessageRemoved);
        Number(queueId);
        Number(sequence);
    }

    public void TopicSaved(TopicDefinition topic) => Document(RecordKind.TopicSaved, topic);

    public void TopicDeleted(string arn)
    {
        Kind(RecordKind.TopicDeleted);
        Text(arn);
    }

    public void SubscriptionSaved(SubscriptionDefinition subscription) => Document(RecordKind.SubscriptionSaved, subscription);

    public void SubscriptionDeleted(string arn)
    {
        Kind(RecordKind.SubscriptionDeleted);
        Text(arn);
    }

    public void MoveTaskSaved(MoveTask task) => Document(RecordKind.MoveTaskSaved, task);

    private void Document<T>(RecordKind kind, T value)
    {
        Kind(kind);
        Bytes(JsonSerializer.SerializeToUtf8Bytes(value));
    }

    private void Kind(RecordKind kind) => _frame.Write([(byte)kind]);

    private void State(MessageState state)
    {
        Number(state.VisibleAt);
        Number(state.ReceiptId);
        Number(state.ReceiveCount);
        Number(state.FirstReceivedAt);
    }

    private void Number(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_frame.GetSpan(8), value);
        _frame.Advance(8);
    }

    private void Text(string? value)
    {
        if (value is null)
            Number(-1);
        else
            Bytes(Encoding.UTF8.GetBytes(value));
    }

    private void Bytes(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        _frame.Write(value);
    }
}
