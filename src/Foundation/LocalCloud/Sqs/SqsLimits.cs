namespace RetailBus.LocalCloud.Sqs;

/// <summary>Quotas of Amazon SQS standard queues, as its documentation states them. Times are in seconds, sizes in bytes.</summary>
internal static class SqsLimits
{
    public const int QueueNameLength = 80;
    public const int MinMessageSize = 1024;
    public const int MaxMessageSize = 1_048_576;
    public const int BatchEntries = 10;
    public const int BatchEntryIdLength = 80;
    public const int MessageAttributes = 10;
    public const int AttributeNameLength = 256;
    public const int ReceiveBatch = 10;
    public const int InFlightMessages = 120_000;
    public const int DefaultVisibilityTimeout = 30;
    public const int MaxVisibilityTimeout = 43_200;
    public const int MaxDelay = 900;
    public const int MaxWaitTime = 20;
    public const int MinRetention = 60;
    public const int MaxRetention = 1_209_600;
    public const int DefaultRetention = 345_600;
    public const int MaxReceiveCount = 1_000;
    public const int MinKeyReusePeriod = 60;
    public const int MaxKeyReusePeriod = 86_400;
    public const int Tags = 50;
    public const int ListPage = 1_000;
    public const int RedriveSourceQueues = 10;
    public const int MoveMessagesPerSecond = 500;
    public const int MoveTasksListed = 10;
    public const int PurgeInterval = 60;

    /// <summary>Not a quota of AWS: the largest request body read, room for a full batch with every character escaped.</summary>
    public const int RequestBody = 16 * 1_048_576;
}
