using MassTransit;

namespace RetailBus.SagaStore.Tests.Orders;

public sealed class OrderStateMachine : MassTransitStateMachine<OrderState>
{
    public OrderStateMachine()
    {
        InstanceState(x => x.CurrentState);
        Event(() => Submitted, x => x.CorrelateById(m => m.Message.OrderId));
        Event(() => Dropped, x => x.CorrelateById(m => m.Message.OrderId));
        Event(() => Added, x => x.CorrelateById(m => m.Message.OrderId));
        Event(() => Renamed, x => x.CorrelateById(m => m.Message.OrderId));
        Event(() => Closed, x => x.CorrelateById(m => m.Message.OrderId));
        Event(() => Broken, x => x.CorrelateById(m => m.Message.OrderId));
        Event(() => Reviewed, x => x.CorrelateById(m => m.Message.OrderId));
        Event(() => Called, x => x.CorrelateBy((order, m) => order.Customer == m.Message.Customer));
        Event(() => UrgentCancelled, x => x.CorrelateBy(
            (order, m) => order.Priority == m.Message.Priority && order.IsOpen == m.Message.IsOpen));
        Event(() => Checked, x =>
        {
            x.CorrelateById(m => m.Message.OrderId);
            x.OnMissingInstance(m => m.ExecuteAsync(c => c.Publish(new OrderMissing(c.Message.OrderId))));
        });

        Initially(
            When(Submitted)
                .Then(x => Accept(x.Saga, x.Message))
                .Publish(x => new OrderSubmitted(x.Message.OrderId))
                .TransitionTo(Open),
            When(Dropped).Then(x => x.Saga.Note("dropped")).Finalize());
        During(
            Open,
            Ignore(Submitted),
            Ignore(Reviewed),
            When(Added)
                .Then(x => x.Saga.Count++)
                .Then(x => x.Saga.Note($"item {x.Saga.Count}"))
                .Publish(x => new ItemAdded(x.Saga.CorrelationId, x.Saga.Count)),
            When(Renamed).Then(x => x.Saga.Customer = x.Message.Customer).Publish(x => new OrderTouched(x.Saga.CorrelationId, "rename")),
            When(Called).Publish(x => new OrderTouched(x.Saga.CorrelationId, "call")),
            When(UrgentCancelled).Then(x => x.Saga.IsOpen = false).Publish(x => new OrderTouched(x.Saga.CorrelationId, "cancel")),
            When(Checked).Publish(x => new OrderTouched(x.Saga.CorrelationId, "check")),
            When(Broken)
                .Then(x => x.Saga.Count = -1)
                .Publish(x => new OrderTouched(x.Saga.CorrelationId, "break"))
                .Then(_ => throw new InvalidOperationException("Broken on purpose")),
            When(Closed).Then(x => x.Saga.Note("closed")).Publish(x => new OrderClosed(x.Saga.CorrelationId)).Finalize());
        SetCompletedWhenFinalized();
    }

    public State Open { get; } = null!;

    public Event<SubmitOrder> Submitted { get; } = null!;

    public Event<DropOrder> Dropped { get; } = null!;

    public Event<AddItem> Added { get; } = null!;

    public Event<RenameCustomer> Renamed { get; } = null!;

    public Event<CustomerCalled> Called { get; } = null!;

    public Event<CancelUrgent> UrgentCancelled { get; } = null!;

    public Event<CloseOrder> Closed { get; } = null!;

    public Event<CheckOrder> Checked { get; } = null!;

    public Event<ReviewOrder> Reviewed { get; } = null!;

    public Event<BreakOrder> Broken { get; } = null!;

    private static void Accept(OrderState order, SubmitOrder message)
    {
        order.Customer = message.Customer;
        order.Priority = message.Priority;
        order.SubmittedAt = message.SubmittedAt;
        order.ParentId = message.ParentId;
        order.IsOpen = true;
        order.Note("submitted");
    }
}
