namespace RetailBus.LocalCloud.Sqs.Journal;

/// <summary>What a journal record says. The numbers are on disk: never reuse one.</summary>
internal enum RecordKind : byte
{
    Opened = 1,
    QueueSaved = 2,
    QueueDeleted = 3,
    QueuePurged = 4,
    MessageStored = 5,
    MessageChanged = 6,
    MessageRemoved = 7,
    TopicSaved = 8,
    TopicDeleted = 9,
    SubscriptionSaved = 10,
    SubscriptionDeleted = 11,
    MoveTaskSaved = 12,
}
