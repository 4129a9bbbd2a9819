using MassTransit;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;

namespace RetailBus.Orchestrator.Replays;

/// <summary>
/// Replays a list of batches, never more than so many at once. Each that ends makes room for the next. What waits, what is in flight and
/// the commands that were sent are committed together, so that a crash loses none; a message that comes again changes nothing.
/// </summary>
public sealed partial class ReplayPlanStateMachine : MassTransitStateMachine<ReplayPlan>
{
    private readonly TimeProvider _time;

    public ReplayPlanStateMachine(TimeProvider time, ILogger<ReplayPlanStateMachine> logger)
    {
        _time = time;
        InstanceState(plan => plan.State);
        Event(() => Started, e => e.CorrelateById(context => context.Message.ReplayId));
        Event(() => BatchEnded, e => OfKnownPlan(e, message => message.ReplayId, logger));
        Event(() => Stop, e => OfKnownPlan(e, message => message.ReplayId, logger));
        Event(() => Reminded, e => OfKnownPlan(e, message => message.ReplayId, logger));

        Initially(
            When(Started)
                .Then(c => c.Saga.Begin(c.Message, _time.GetUtcNow()))
                .ThenAsync(SendNextAsync)
                .TransitionTo(Running));

        During(
            Running,
            When(BatchEnded, IsInFlight)
                .Then(c => c.Saga.End(c.Message, _time.GetUtcNow()))
                .ThenAsync(SendNextAsync)
                .If(c => c.Saga.IsOver, over => over.TransitionTo(Done)),
            When(Stop)
                .Then(c => c.Saga.Stop(c.Message, _time.GetUtcNow()))
                .TransitionTo(Stopped),
            When(Reminded, c => c.Message.ChangedAt == c.Saga.UpdatedAt)
                .Then(c => c.Saga.UpdatedAt = _time.GetUtcNow())
                .ThenAsync(c => SendAsync(c, [.. c.Saga.InFlight])));

        During(
            Stopped,
            When(BatchEnded, IsInFlight).Then(c => c.Saga.End(c.Message, _time.GetUtcNow())));

        OnUnhandledEvent(context =>
        {
            Ignored(logger, context.Saga.CorrelationId, context.Saga.State, context.Event.Name);
            return Task.CompletedTask;
        });
    }

    public State Running { get; private set; } = null!;
    public State Done { get; private set; } = null!;
    public State Stopped { get; private set; } = null!;

    public Event<StartReplay> Started { get; private set; } = null!;
    public Event<ReplayedBatchEnded> BatchEnded { get; private set; } = null!;
    public Event<StopReplay> Stop { get; private set; } = null!;
    public Event<RemindReplay> Reminded { get; private set; } = null!;

    private static void OfKnownPlan<T>(IEventCorrelationConfigurator<ReplayPlan, T> correlation, Func<T, Guid> replayId, ILogger logger)
        where T : class
    {
        correlation.CorrelateById(context => replayId(context.Message));
        correlation.OnMissingInstance(missing => missing.Execute(context => Unknown(logger, replayId(context.Message), typeof(T).Name)));
    }

    private static bool IsInFlight(BehaviorContext<ReplayPlan, ReplayedBatchEnded> context) =>
        context.Saga.InFlight.Contains(context.Message.BatchId);

    private static Task SendNextAsync(BehaviorContext<ReplayPlan> context) => SendAsync(context, context.Saga.TakeNext());

    private static async Task SendAsync(BehaviorContext<ReplayPlan> context, IReadOnlyList<Guid> batches)
    {
        foreach (var batch in batches)
        {
            await context.Send(QueueNames.Address(QueueNames.Orchestrate), new ReplayBatch
            {
                BatchId = batch,
                Actor = context.Saga.Actor,
                Reason = context.Saga.Reason,
                ReplayId = context.Saga.CorrelationId,
            });
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "Replay {ReplayId} is {State}: {Message} changes nothing (late or repeated)")]
    private static partial void Ignored(ILogger logger, Guid replayId, string state, string message);

    [LoggerMessage(2, LogLevel.Warning, "{Message} for replay {ReplayId}, which is not known here: ignored")]
    private static partial void Unknown(ILogger logger, Guid replayId, string message);
}
