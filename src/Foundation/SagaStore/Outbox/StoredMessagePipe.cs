using MassTransit;
using MassTransit.Middleware;

namespace RetailBus.SagaStore.Outbox;

/// <summary>Makes the send context what the captured message was, with what is left of its delay and time to live.</summary>
internal sealed class StoredMessagePipe(StoredMessage message, TimeProvider time) : IPipe<SendContext>
{
    private readonly OutboxMessageSendPipe _restore = new(message, message.DestinationAddress);

    public async Task Send(SendContext context)
    {
        await _restore.Send(context);

        var now = time.GetUtcNow();
        if (message.Document.DeliverAt - now is { } delay && delay > TimeSpan.Zero)
            context.Delay = delay;
        if (message.Document.ExpiresAt - now is { } timeToLive)
            context.TimeToLive = timeToLive > TimeSpan.Zero ? timeToLive : TimeSpan.FromMilliseconds(1);
    }

    public void Probe(ProbeContext context) => _restore.Probe(context);
}
