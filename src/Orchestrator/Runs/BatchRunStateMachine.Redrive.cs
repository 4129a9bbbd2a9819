using MassTransit;
using RetailBus.Contracts.Names;

namespace RetailBus.Orchestrator.Runs;

/// <summary>
/// What becomes of a run whose stage has done its work unheard: the same attempt is commanded again, and the stage repeats its answer. The
/// run stays in its state until then, so that a failure of that attempt that comes again finds nothing to fail.
/// </summary>
public sealed partial class BatchRunStateMachine
{
    private void DefineRedrive()
    {
        During(Transforming, TransformAgain(When(Redriven, IsAsSeen), Transforming));
        During(Loading, LoadAgain(When(Redriven, IsAsSeen), Loading));
        During(Cancelling, LoadAgain(When(Redriven, IsAsSeen), Cancelling));
        During(Cancelled, LoadAgain(When(Redriven, c => IsAsSeen(c) && c.Saga.Manifest is not null), Cancelled));
        During(
            Failed,
            TransformAgain(When(Redriven, c => IsAsSeen(c) && c.Saga.FailedStage == StageNames.Transform), Failed),
            LoadAgain(When(Redriven, c => IsAsSeen(c) && c.Saga is { FailedStage: StageNames.Load, Manifest: not null }), Failed));
    }

    private static bool IsAsSeen(BehaviorContext<BatchRun, RedriveStage> context) =>
        context.Message.State == context.Saga.State
        && context.Message.Attempt == context.Saga.Attempt
        && context.Message.ChangedAt == context.Saga.UpdatedAt
        && !IsRepeated(context);

    private EventActivityBinder<BatchRun, RedriveStage> TransformAgain(EventActivityBinder<BatchRun, RedriveStage> when, State state) =>
        Stays(when.Send(Queue(QueueNames.Transform), c => Commands.Transform(c.Saga)), StageNames.Transform, state);

    private EventActivityBinder<BatchRun, RedriveStage> LoadAgain(EventActivityBinder<BatchRun, RedriveStage> when, State state) =>
        Stays(when.Send(Queue(QueueNames.Load), c => Commands.Load(c.Saga, c.Saga.Attempt)), StageNames.Load, state);

    /// <summary>
    /// The timeline says that the stage was asked, and the run remembers it, so that the watch asks once in an attempt; the run goes on
    /// saying why it is in its state.
    /// </summary>
    private EventActivityBinder<BatchRun, RedriveStage> Stays(
        EventActivityBinder<BatchRun, RedriveStage> when, string stage, State state) => when
        .Then(c =>
        {
            var reason = c.Saga.Reason;
            Act(c, state, c.Message.Reason, c.Message.Actor);
            c.Saga.Reason = reason;
            (c.Saga.RedrivenStage, c.Saga.RedrivenAttempt) = (stage, c.Saga.Attempt);
        })
        .TransitionTo(state);
}
