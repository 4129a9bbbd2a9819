using System.Text;
using RetailBus.LocalCloud.Hosting;
using RetailBus.LocalCloud.Metering;
using RetailBus.LocalCloud.Sns.Engine;
using RetailBus.LocalCloud.Sqs.Engine;

namespace RetailBus.LocalCloud.Sqs;

/// <summary>The queues and topics, for bucket notifications.</summary>
internal sealed class EventTargets(
    QueueCatalog queues, MessageExchange messages, TopicCatalog topics, Publisher publisher, SqsSnsSettings settings, UsageMeter meter)
    : IEventTargets
{
    public bool Exists(string arn) => topics.Exists(arn) || (settings.QueueArn(NameOf(arn)) == arn && queues.Exists(NameOf(arn)));

    /// <exception cref="SqsException">QueueDoesNotExist, or the queue does not take a message like this.</exception>
    /// <exception cref="Sns.SnsException">NotFound, or the topic does not take a message like this.</exception>
    public async Task SendAsync(string arn, string body, string? subject, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (arn.StartsWith("arn:aws:sns:", StringComparison.Ordinal))
        {
            var notification = new Notification(body, subject, [], IsPerProtocol: false);
            NotificationRules.Check(notification);
            meter.Internal("sns", "Publish", Requester.S3, NotificationRules.Size(notification));
            await publisher.PublishAsync(arn, [notification]);
            return;
        }
        if (settings.QueueArn(NameOf(arn)) != arn)
            throw SqsErrors.QueueDoesNotExist();
        var message = new OutgoingMessage(Encoding.UTF8.GetBytes(body), []);
        messages.Check(NameOf(arn), message);
        meter.Internal("sqs", "SendMessage", Requester.S3, message.Size);
        await messages.SendAsync(NameOf(arn), [message]);
    }

    private static string NameOf(string arn) => arn[(arn.LastIndexOf(':') + 1)..];
}
