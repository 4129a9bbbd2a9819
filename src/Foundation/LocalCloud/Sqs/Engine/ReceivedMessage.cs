namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>One delivery of a message: what it says, its state at that moment, and the handle that acknowledges it.</summary>
internal sealed record ReceivedMessage(Message Content, MessageState State, ReceiptHandle Handle);
