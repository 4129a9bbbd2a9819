using MassTransit;

namespace RetailBus.SagaStore.Outbox;

internal sealed class TransactionalOutbox(
    UnitOfWorkCommitter committer, CommittedMessagesDelivery delivery, IBus bus, TimeProvider time, IServiceProvider provider)
    : ITransactionalOutbox
{
    public async Task Commit(Func<OutboxScope, Task> work, CancellationToken cancellationToken = default)
    {
        var unitOfWork = new UnitOfWork();
        await work(new OutboxScope(unitOfWork, bus, provider, time));
        var leaseUntil = await committer.Commit(unitOfWork, cancellationToken);
        await delivery.Deliver(unitOfWork.Messages, leaseUntil, bus, cancellationToken);
    }
}
