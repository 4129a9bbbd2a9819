using MassTransit;
using MassTransit.Logging;
using MassTransit.Serialization;
using Microsoft.Extensions.Options;

namespace RetailBus.SagaStore.Outbox;

/// <summary>Sends one stored message and notes that its row can be removed.</summary>
internal sealed class OutboxSender(DeliveredMessages delivered, IOptions<SagaStoreOptions> options, TimeProvider time)
{
    public async Task Send(StoredMessage message, ISendEndpointProvider endpoints, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.SendTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);

        var activity = LogContext.Current?.StartOutboxDeliverActivity(message);
        try
        {
            var endpoint = await endpoints.GetSendEndpoint(message.DestinationAddress);
            await endpoint.Send(new SerializedMessageBody(), new StoredMessagePipe(message, time), linked.Token);
        }
        catch (Exception exception)
        {
            activity?.AddExceptionEvent(exception);
            throw;
        }
        finally
        {
            activity?.Stop();
        }

        delivered.Add(message.SequenceNumber);
    }
}
