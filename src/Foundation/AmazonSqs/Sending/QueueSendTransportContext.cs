using Amazon.SQS.Model;
using MassTransit;
using RetailBus.AmazonSqs.Broker;
using RetailBus.AmazonSqs.Configuration;

namespace RetailBus.AmazonSqs.Sending;

/// <summary>Sends to one queue.</summary>
internal sealed class QueueSendTransportContext(SqsHostConfiguration host, ISerialization serialization, AmazonSqsEndpointAddress address)
    : SqsSendTransportContext(host, serialization, address.Name)
{
    /// <summary>SQS's limit.</summary>
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(15);

    protected override int MaxMessageBytes => Broker.Options.MaxQueueMessageBytes;

    protected override int DelaySeconds(TimeSpan delay) => delay <= MaxDelay
        ? (int)Math.Ceiling(delay.TotalSeconds)
        : throw new AmazonSqsTransportException(
            $"A message to '{EntityName}' asks for a delay of {delay}: SQS delays by 15 minutes at most. It was not sent: longer "
            + "delays are for the run store's scheduler, which keeps a message until it is due.");

    protected override async Task SendAsync(
        OutgoingMessage message, int delaySeconds, Type messageType, CancellationToken cancellationToken)
    {
        var wire = new QueueMessage(message.Body, message.Attributes, delaySeconds);
        if (!await TrySendAsync(wire, message.Bytes, cancellationToken) && !await TrySendAsync(wire, message.Bytes, cancellationToken))
            TransportLog.TemporaryQueueGone(Broker.Logger, TypeCache.GetShortName(messageType), EntityName);
    }

    /// <summary>False when the queue is not there (any more); it is forgotten then, so that the next attempt looks for it afresh.</summary>
    private async Task<bool> TrySendAsync(QueueMessage message, int bytes, CancellationToken cancellationToken)
    {
        var queue = address.AutoDelete
            ? await Broker.FindQueueAsync(EntityName, cancellationToken)
            : await Broker.GetQueueAsync(EntityName, cancellationToken);
        if (queue is null) return false;
        try
        {
            await queue.SendAsync(message, bytes, cancellationToken);
            return true;
        }
        catch (QueueDoesNotExistException)
        {
            Broker.ForgetQueue(EntityName);
            if (address.AutoDelete) return false;
            var recreated = await Broker.GetQueueAsync(EntityName, cancellationToken);
            await recreated.SendAsync(message, bytes, cancellationToken);
            return true;
        }
    }
}
