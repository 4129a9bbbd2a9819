namespace RetailBus.Ingest.Landing;

/// <summary>
/// What S3 puts on the queue, of which only what is needed is read: records of changes, a test event when notifications were configured,
/// or either within an SNS notification.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html</remarks>
public sealed record S3EventNotification
{
    public IReadOnlyList<S3EventRecord>? Records { get; init; }

    /// <summary><c>s3:TestEvent</c> in the message that S3 sends when notifications are configured.</summary>
    public string? Event { get; init; }

    /// <summary><c>Notification</c> in SNS's envelope.</summary>
    public string? Type { get; init; }

    /// <summary>The S3 message in SNS's envelope, as text.</summary>
    public string? Message { get; init; }
}
