namespace RetailBus.AmazonSqs;

/// <summary>The queue behind a receive endpoint.</summary>
public interface IAmazonSqsQueueConfigurator
{
    /// <summary>False marks the queue as temporary in its address. Default true. SQS itself keeps every queue on disk.</summary>
    bool Durable { set; }

    /// <summary>Delete the queue and its subscriptions when the endpoint stops. Default false; true for the bus endpoint.</summary>
    bool AutoDelete { set; }

    /// <summary>
    /// SQS queue attributes, e.g. <c>VisibilityTimeout</c> (seconds), <c>MessageRetentionPeriod</c> (seconds),
    /// <c>KmsMasterKeyId</c>. Set on the queue if it exists with other values.
    /// </summary>
    IDictionary<string, object> QueueAttributes { get; }

    /// <summary>SNS subscription attributes for this queue, e.g. <c>FilterPolicy</c> or <c>RawMessageDelivery</c>.</summary>
    IDictionary<string, object> QueueSubscriptionAttributes { get; }

    /// <summary>Tags set when the queue is created.</summary>
    IDictionary<string, string> QueueTags { get; }
}
