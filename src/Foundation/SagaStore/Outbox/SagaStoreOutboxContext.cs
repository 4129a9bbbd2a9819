using MassTransit;
using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;

namespace RetailBus.SagaStore.Outbox;

/// <summary>The context that handlers see: what they publish and send lands in the unit of work.</summary>
internal sealed class SagaStoreOutboxContext<TMessage>(
    ConsumeContext<TMessage> context,
    OutboxConsumeOptions options,
    IServiceProvider provider,
    UnitOfWork unitOfWork,
    UnitOfWorkCommitter committer,
    TimeProvider time)
    : OutboxConsumeContextProxy<TMessage>(context, options, provider), IHasUnitOfWork
    where TMessage : class
{
    public UnitOfWork UnitOfWork => unitOfWork;

    /// <summary>The inbox knows the message: it is acknowledged and not handled again.</summary>
    public bool IsHandledBefore { get; init; }

    /// <summary>Set once the unit of work is committed.</summary>
    public DateTimeOffset? LeaseUntil { get; private set; }

    public override bool ContinueProcessing { get; set; } = true;

    public override bool IsMessageConsumed => IsHandledBefore;

    public override bool IsOutboxDelivered => IsHandledBefore;

    public override int ReceiveCount => 0;

    public override long? LastSequenceNumber => null;

    public override async Task SetConsumed() => LeaseUntil = await committer.Commit(unitOfWork, CancellationToken);

    public override Task AddSend<T>(SendContext<T> context)
    {
        unitOfWork.Add(StoredMessage.Capture(context, time.GetUtcNow()));
        return Task.CompletedTask;
    }

    // Messages are sent by the process that committed them or by the sweeper, never by a repeated delivery of the cause.
    public override Task SetDelivered() => Task.CompletedTask;

    public override Task<List<OutboxMessageContext>> LoadOutboxMessages() => Task.FromResult<List<OutboxMessageContext>>([]);

    public override Task NotifyOutboxMessageDelivered(OutboxMessageContext message) => Task.CompletedTask;

    public override Task RemoveOutboxMessages() => Task.CompletedTask;
}
