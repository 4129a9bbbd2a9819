namespace RetailBus.AmazonSqs;

/// <summary>Who brings queues, topics, subscriptions and queue policies into being.</summary>
public enum AmazonSqsTopologyMode
{
    /// <summary>The transport: it creates what is missing and adds what it needs to what is there.</summary>
    Declare,

    /// <summary>
    /// Somebody else, e.g. CloudFormation. The transport creates and changes nothing; it checks that all it needs is there,
    /// and names what is missing. Needed rights: <c>sqs:GetQueueUrl</c>, <c>sqs:GetQueueAttributes</c>,
    /// <c>sns:ListSubscriptionsByTopic</c>, and those of the messages themselves.
    /// </summary>
    Verify,
}
