using MassTransit;
using RetailBus.AmazonSqs.Tests.Messages;

namespace RetailBus.AmazonSqs.Tests.Conformance;

public sealed class OrderStateMachine : MassTransitStateMachine<OrderState>
{
    public OrderStateMachine(Journal journal)
    {
        InstanceState(x => x.CurrentState);
        Event(() => Opened, x => x.CorrelateById(context => context.Message.OrderId));
        Event(() => Closed, x => x.CorrelateById(context => context.Message.OrderId));
        Initially(When(Opened)
            .Then(context => journal.Write("opened", context.Saga.CorrelationId.ToString()))
            .PublishAsync(context => context.Init<OrderClosed>(new { context.Message.OrderId }))
            .TransitionTo(Open));
        During(Open, When(Closed)
            .Then(context => journal.Write("closed", context.Saga.CorrelationId.ToString()))
            .Finalize());
        SetCompletedWhenFinalized();
    }

    public State Open { get; } = null!;

    public Event<OrderOpened> Opened { get; } = null!;

    public Event<OrderClosed> Closed { get; } = null!;
}
