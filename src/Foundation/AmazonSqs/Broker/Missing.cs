using System.Globalization;

namespace RetailBus.AmazonSqs.Broker;

/// <summary>What is missing, and how to make it, in words for an operator.</summary>
internal static class Missing
{
    public static string Queue(string name) => $"queue '{name}' is not there (aws sqs create-queue --queue-name {name})";

    public static string Topic(string name) => $"topic '{name}' is not there (aws sns create-topic --name {name})";

    public static string Subscription(string topicArn, string queueArn) =>
        $"queue '{NameOf(queueArn)}' is not subscribed to topic '{NameOf(topicArn)}' (aws sns subscribe --protocol sqs --topic-arn "
        + $"{topicArn} --notification-endpoint {queueArn} --attributes RawMessageDelivery=true)";

    public static string Permission(string topicArn, string queueArn) =>
        $"the policy of queue '{NameOf(queueArn)}' does not let topic '{NameOf(topicArn)}' send to it (its Policy attribute needs "
        + $"{QueuePolicy.Allow(null, queueArn, [topicArn])})";

    public static string RedrivePolicy(QueueDefinition queue, int maxReceiveCount) => string.Create(
        CultureInfo.InvariantCulture,
        $"queue '{queue.Name}' has no redrive policy (create queue '{queue.DeadLetterQueueName}' and set the attribute RedrivePolicy "
        + $"to {{\"deadLetterTargetArn\":\"<its ARN>\",\"maxReceiveCount\":{maxReceiveCount}}})");

    public static string TemporaryQueue(string name) =>
        $"queue '{name}' is temporary: nobody else can make it (give the endpoint AutoDelete = false and a fixed name, the bus's own by "
        + "OverrideDefaultBusEndpointQueueName)";

    private static string NameOf(string arn) => arn[(arn.LastIndexOf(':') + 1)..];
}
