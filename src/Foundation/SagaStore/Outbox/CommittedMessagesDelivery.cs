using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RetailBus.SagaStore.Outbox;

/// <summary>Sends what was just committed, in order. What cannot be sent stays stored for the sweeper: nothing is thrown.</summary>
internal sealed partial class CommittedMessagesDelivery(
    OutboxSender sender, IOptions<SagaStoreOptions> options, TimeProvider time, ILogger<CommittedMessagesDelivery> logger)
{
    public async Task Deliver(
        IReadOnlyList<StoredMessage> messages,
        DateTimeOffset leaseUntil,
        ISendEndpointProvider endpoints,
        CancellationToken cancellationToken)
    {
        if (!options.Value.DeliverAfterCommit)
            return;

        foreach (var message in messages)
        {
            // A send begun so late could still run when a sweeper takes the row.
            if (time.GetUtcNow() + options.Value.SendTimeout > leaseUntil)
                return;

            try
            {
                await sender.Send(message, endpoints, cancellationToken);
            }
            catch (Exception exception)
            {
                LeftToSweeper(logger, message.MessageId, message.DestinationAddress, exception);
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} to {Destination} is committed but could not be sent; the sweeper will send it")]
    private static partial void LeftToSweeper(ILogger logger, Guid messageId, Uri destination, Exception exception);
}
