using MassTransit;

namespace RetailBus.Orchestrator.Deliveries;

/// <summary>
/// Tells once that a delivery is overdue, and once that it came after all, however many watches find it how often: state and event are
/// committed together.
/// </summary>
public sealed partial class StoreDeliveryStateMachine : MassTransitStateMachine<StoreDelivery>
{
    public StoreDeliveryStateMachine(TimeProvider time, ILogger<StoreDeliveryStateMachine> logger)
    {
        InstanceState(delivery => delivery.State);
        Event(() => Missed, e => e.CorrelateById(context => context.Message.DeliveryId));
        Event(() => Found, e =>
        {
            e.CorrelateById(context => context.Message.DeliveryId);
            e.OnMissingInstance(missing => missing.Discard()); // nobody was told that it is overdue
        });

        Initially(
            When(Missed)
                .ThenAsync(c => c.Publish(c.Saga.Begin(c.Message, time.GetUtcNow())))
                .TransitionTo(Overdue));

        During(
            Overdue,
            When(Found)
                .ThenAsync(c => c.Publish(c.Saga.End(c.Message)))
                .TransitionTo(Arrived));

        OnUnhandledEvent(context =>
        {
            Ignored(logger, context.Saga.CorrelationId, context.Saga.State, context.Event.Name);
            return Task.CompletedTask;
        });
    }

    public State Overdue { get; private set; } = null!;
    public State Arrived { get; private set; } = null!;

    public Event<DeliveryMissed> Missed { get; private set; } = null!;
    public Event<DeliveryFound> Found { get; private set; } = null!;

    [LoggerMessage(1, LogLevel.Debug, "Delivery {DeliveryId} is {State}: {Message} changes nothing (told already)")]
    private static partial void Ignored(ILogger logger, Guid deliveryId, string state, string message);
}
