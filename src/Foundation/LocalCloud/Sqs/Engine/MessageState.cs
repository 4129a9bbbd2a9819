namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>The part of a message that deliveries change. Times are milliseconds since 1970 in UTC.</summary>
/// <param name="VisibleAt">From when on the message can be received.</param>
/// <param name="ReceiptId">Identity of the latest receive; 0 before the first.</param>
/// <param name="ReceiveCount">How often the message was received.</param>
/// <param name="FirstReceivedAt">Time of the first receive; 0 before it.</param>
internal readonly record struct MessageState(long VisibleAt, long ReceiptId, int ReceiveCount, long FirstReceivedAt);
