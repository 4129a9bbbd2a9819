using MassTransit;
using MassTransit.Middleware;
using RetailBus.SagaStore.Databases;

namespace RetailBus.SagaStore.Outbox;

/// <summary>Runs an attempt at handling a message in a unit of work, commits it, and then sends its messages.</summary>
internal sealed class OutboxContextFactory<TMode>(
    SagaDatabase database, UnitOfWorkCommitter committer, CommittedMessagesDelivery delivery, TimeProvider time, IServiceProvider provider)
    : IOutboxContextFactory<TMode>
    where TMode : class, IOutboxMode
{
    public async Task Send<T>(ConsumeContext<T> context, OutboxConsumeOptions options, IPipe<OutboxConsumeContext<T>> next)
        where T : class
    {
        InboxKey? key = null;
        var handledBefore = false;
        if (TMode.UsesInbox)
        {
            var messageId = context.GetOriginalMessageId() ?? throw new MessageException(typeof(T), "A message needs an id for the inbox");
            key = new(messageId, options.ConsumerId);
            handledBefore = await Inbox.Contains(database, key, context.CancellationToken);
        }

        var unitOfWork = new UnitOfWork { Inbox = key };
        var outbox = new SagaStoreOutboxContext<T>(context, options, provider, unitOfWork, committer, time)
        {
            IsHandledBefore = handledBefore,
        };
        await next.Send(outbox);

        // Not through the consume context: it would wait for a failed send too, and fault a message whose work is committed.
        if (outbox.LeaseUntil is { } leaseUntil)
            await delivery.Deliver(unitOfWork.Messages, leaseUntil, context.ReceiveContext.SendEndpointProvider, context.CancellationToken);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("sagaStoreOutbox").Add("inbox", TMode.UsesInbox);
}
