using MassTransit;
using RetailBus.Contracts.Names;

namespace RetailBus.Orchestrator.Runs;

/// <summary>What becomes of a run whose stage has done its work unheard: the same attempt is commanded again, and the stage repeats its answer.</summary>
public sealed partial class BatchRunStateMachine
{
    private void DefineRedrive()
    {
        During(Transforming, TransformAgain(When(Redriven, IsAsSeen)));
        During(Loading, LoadAgain(When(Redriven, IsAsSeen), Loading));
        During(Cancelling, LoadAgain(When(Redriven, IsAsSeen), Cancelling));
        During(Cancelled, LoadAgain(When(Redriven, c => IsAsSeen(c) && c.Saga.Manifest is not null), Cancelled));
        During(
            Failed,
            TransformAgain(When(Redriven, c => IsAsSeen(c) && c.Saga.FailedStage == StageNames.Transform)),
            LoadAgain(When(Redriven, c => IsAsSeen(c) && c.Saga is { FailedStage: StageNames.Load, Manifest: not null }), Loading));
    }

    private static bool IsAsSeen(BehaviorContext<BatchRun, RedriveStage> context) =>
        context.Message.State == context.Saga.State
        && context.Message.Attempt == context.Saga.Attempt
        && context.Message.ChangedAt == context.Saga.UpdatedAt
        && !IsRepeated(context);

    private EventActivityBinder<BatchRun, RedriveStage> TransformAgain(EventActivityBinder<BatchRun, RedriveStage> when) => when
        .Send(Queue(QueueNames.Transform), c => Commands.Transform(c.Saga))
        .Then(c => Act(c, Transforming, c.Message.Reason, c.Message.Actor))
        .TransitionTo(Transforming);

    private EventActivityBinder<BatchRun, RedriveStage> LoadAgain(EventActivityBinder<BatchRun, RedriveStage> when, State state) => when
        .Send(Queue(QueueNames.Load), c => Commands.Load(c.Saga, c.Saga.Attempt))
        .Then(c => Act(c, state, c.Message.Reason, c.Message.Actor))
        .TransitionTo(state);
}
