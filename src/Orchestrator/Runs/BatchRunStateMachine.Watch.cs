using MassTransit;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;

namespace RetailBus.Orchestrator.Runs;

/// <summary>
/// What an overdue stage does to a run: it is asked once more for the same attempt, which is harmless, and then given up. A stage that
/// tells of progress has the whole deadline again from then.
/// </summary>
public sealed partial class BatchRunStateMachine
{
    private const string Watch = "watch";

    private void DefineWatch()
    {
        During(
            Transforming,
            When(Progressed, c => IsAtWork(c, StageNames.Transform)).Then(MoveOn),
            AskAgain(When(Expired, IsFirst).Send(Queue(QueueNames.Transform), c => Commands.Transform(c.Saga)), Transforming),
            GiveUp(When(Expired, IsSecond), StageNames.Transform));

        During(
            Loading,
            When(Progressed, c => IsAtWork(c, StageNames.Load)).Then(MoveOn),
            AskAgain(When(Expired, IsFirst).Send(Queue(QueueNames.Load), c => Commands.Load(c.Saga, c.Saga.Attempt)), Loading),
            GiveUp(When(Expired, IsSecond), StageNames.Load));

        During(
            Cancelling,
            When(Progressed, c => IsAtWork(c, StageNames.Load)).Then(MoveOn),
            AskAgain(
                When(Expired, IsFirst)
                    .Send(Queue(QueueNames.Load), c => CancelAgain(c.Saga))
                    .Send(Queue(QueueNames.Load), c => Commands.Load(c.Saga, c.Saga.Attempt)),
                Cancelling),
            GiveUp(When(Expired, IsSecond), StageNames.Load));
    }

    /// <summary>How long the state's stage may take; null where no stage is at work.</summary>
    private TimeSpan? Deadline(State state)
    {
        if (state == Transforming)
            return _options.TransformDeadline;
        return state == Loading || state == Cancelling ? _options.LoadDeadline : null;
    }

    private static bool IsAtWork(BehaviorContext<BatchRun, StageProgress> context, string stage) =>
        context.Message.Stage == stage && context.Message.Attempt == context.Saga.Attempt;

    /// <summary>Counted from when the stage moved, so that a message that comes late or again extends nothing; no clock can push it past now.</summary>
    private void MoveOn(BehaviorContext<BatchRun, StageProgress> context)
    {
        var now = _time.GetUtcNow();
        var movedAt = context.Message.At < now ? context.Message.At : now;
        var deadline = movedAt + (context.Saga.State == Transforming.Name ? _options.TransformDeadline : _options.LoadDeadline);
        if (deadline > context.Saga.DeadlineAt)
            context.Saga.DeadlineAt = deadline;
        context.Saga.Take(context.Message with { At = movedAt });
    }

    private static bool IsFirst(BehaviorContext<BatchRun, ExpireStage> context) => IsDue(context) && !context.Saga.AskedAgain;

    private static bool IsSecond(BehaviorContext<BatchRun, ExpireStage> context) => IsDue(context) && context.Saga.AskedAgain;

    private static bool IsDue(BehaviorContext<BatchRun, ExpireStage> context) =>
        context.Message.State == context.Saga.State
        && context.Message.Attempt == context.Saga.Attempt
        && context.Message.DeadlineAt == context.Saga.DeadlineAt;

    private EventActivityBinder<BatchRun, ExpireStage> AskAgain(EventActivityBinder<BatchRun, ExpireStage> when, State state) => when
        .Publish(c => Announcements.Overdue(c.Saga, Reasons.Overdue(state.Name, Deadline(state)!.Value)))
        .Then(c => Enter(c, state, Reasons.Overdue(state.Name, Deadline(state)!.Value), Watch))
        .TransitionTo(state);

    private EventActivityBinder<BatchRun, ExpireStage> GiveUp(EventActivityBinder<BatchRun, ExpireStage> when, string stage) => when
        .Publish(c => Announcements.Failed(c.Saga, stage, TimedOut(c), _time.GetUtcNow()))
        .Then(c => EnterFailed(c, stage, TimedOut(c), Watch))
        .TransitionTo(Failed);

    private StageFailure TimedOut(BehaviorContext<BatchRun, ExpireStage> context)
    {
        var cancelling = context.Saga.State == Cancelling.Name;
        var deadline = context.Saga.State == Transforming.Name ? _options.TransformDeadline : _options.LoadDeadline;
        return Reasons.TimedOut(context.Saga.State == Transforming.Name ? QueueNames.Transform : QueueNames.Load, deadline, cancelling);
    }

    /// <summary>
    /// For the run's attempt only, so that a replay can load. A cancel has no answer of its own: the load is commanded again for one.
    /// </summary>
    private static CancelBatch CancelAgain(BatchRun run) => new()
    {
        BatchId = run.CorrelationId,
        Attempt = run.Attempt,
        Actor = Watch,
        Reason = run.Reason ?? Watch,
    };
}
