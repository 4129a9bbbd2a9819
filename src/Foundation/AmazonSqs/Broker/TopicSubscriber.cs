using RetailBus.AwsClients.Sns;

namespace RetailBus.AmazonSqs.Broker;

/// <summary>Subscribes queues to topics.</summary>
internal static class TopicSubscriber
{
    public static async Task<string> SubscribeAsync(
        ISnsClient sns, string topicArn, string queueArn, Dictionary<string, string> attributes, CancellationToken cancellationToken)
    {
        try
        {
            return await sns.SubscribeAsync(topicArn, "sqs", queueArn, attributes, cancellationToken);
        }
        catch (SnsException exists) when (exists.Message.Contains("already exists", StringComparison.OrdinalIgnoreCase))
        {
            var subscription = await FindAsync(sns, topicArn, queueArn, cancellationToken)
                ?? throw new AmazonSqsTransportException(
                    $"{queueArn} can't be subscribed to {topicArn}: {exists.Message}", exists.ErrorCode, exists);
            foreach (var (name, value) in attributes)
                await sns.SetSubscriptionAttributesAsync(subscription, name, value, cancellationToken);
            return subscription;
        }
    }

    /// <summary>The queue's subscription to the topic; null for none.</summary>
    public static async Task<string?> FindAsync(ISnsClient sns, string topicArn, string queueArn, CancellationToken cancellationToken)
    {
        string? token = null;
        do
        {
            var page = await sns.ListSubscriptionsByTopicAsync(topicArn, token, cancellationToken);
            if (page.Items.FirstOrDefault(item => item.Endpoint == queueArn) is { } found) return found.SubscriptionArn;
            token = page.NextToken;
        }
        while (token is not null);
        return null;
    }
}
