using System.Text;
using Microsoft.Extensions.Logging;
using RetailBus.LocalCloud.Metering;
using RetailBus.LocalCloud.Sqs.Engine;
using RetailBus.LocalCloud.Sqs.Journal;

namespace RetailBus.LocalCloud.Sns.Engine;

/// <summary>Brings messages to the queues that subscribe to a topic. Thread-safe.</summary>
internal sealed partial class Publisher(
    TopicCatalog topics, MessageExchange queues, MessagingStore store, UsageMeter meter, ILogger<Publisher> logger)
{
    /// <summary>
    /// Publishes messages that <see cref="NotificationRules"/> accept; done when each matching queue has them, in one commit.
    /// </summary>
    /// <exception cref="SnsException">NotFound.</exception>
    public async Task PublishAsync(string topicArn, IReadOnlyList<Notification> notifications)
    {
        var copies = new List<QueueCopy>();
        var subscriptions = topics.SubscriptionsOf(topicArn);
        foreach (var notification in notifications)
        {
            using var matching = new FilterInput(notification);
            foreach (var subscription in subscriptions.Where(matching.Passes))
            {
                if (Copy(topicArn, notification, subscription) is { } copy)
                    copies.Add(copy);
            }
        }
        foreach (var copy in copies)
            meter.Internal("sqs", "SendMessage", Requester.Sns, copy.Message.Size);
        foreach (var lost in await queues.FanOutAsync(copies))
            LogQueueMissing(logger, topicArn, lost);
    }

    private QueueCopy? Copy(string topicArn, Notification notification, Subscription subscription)
    {
        var text = NotificationRules.TextForQueues(notification);
        var queue = subscription.Definition.Endpoint;
        if (!subscription.IsRaw)
            return new(
                queue, subscription.DeadLetterArn,
                new(Envelope.Write(topicArn, notification, text, subscription, store.Time.GetUtcNow()), []));
        if (notification.Attributes.Count <= SnsLimits.RawDeliveryAttributes)
            return new(queue, subscription.DeadLetterArn, new(Encoding.UTF8.GetBytes(text), notification.Attributes));
        LogTooManyAttributes(logger, topicArn, queue, notification.Attributes.Count);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message of {Topic} was not delivered: its queue {Queue} does not exist")]
    private static partial void LogQueueMissing(ILogger logger, string topic, string queue);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message of {Topic} was not delivered to {Queue}: raw delivery allows 10 "
        + "attributes, it has {Count}")]
    private static partial void LogTooManyAttributes(ILogger logger, string topic, string queue, int count);
}
