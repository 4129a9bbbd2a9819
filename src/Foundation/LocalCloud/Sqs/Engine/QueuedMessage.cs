namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>A message's place in one queue.</summary>
internal sealed class QueuedMessage(long sequence, Message content, MessageState state)
{
    /// <summary>Unique in the store, rising with the order of arrival.</summary>
    public long Sequence { get; } = sequence;

    public Message Content { get; } = content;

    /// <summary>Changed only by the queue that holds the message, which is ordered by it.</summary>
    public MessageState State { get; set; } = state;

    /// <summary>A fault made it of another message. Not kept over a restart, after which it is a message like any other.</summary>
    public bool IsCopy { get; init; }

    /// <summary>Whether a fault has had its chance to delay it. Not kept over a restart.</summary>
    public bool MetDelay { get; set; }

    public bool WasReceived => State.ReceiptId != 0;
}
