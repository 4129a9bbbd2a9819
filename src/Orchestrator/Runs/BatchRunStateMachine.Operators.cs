using MassTransit;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Runs;

namespace RetailBus.Orchestrator.Runs;

/// <summary>What an operator's commands do to a run; <see cref="OperatorRules"/> says when.</summary>
public sealed partial class BatchRunStateMachine
{
    private void DefineOperators()
    {
        During(
            Failed,
            When(Retry, c => Takes(c, OperatorAction.Retry, c.Message.Seen) && c.Saga.Manifest is null)
                .Send(Queue(QueueNames.Transform), c => Commands.NextTransform(c.Saga))
                .Then(c =>
                {
                    c.Saga.Attempt++;
                    Act(c, Transforming, c.Message.Reason, c.Message.Actor);
                })
                .TransitionTo(Transforming),
            When(Retry, c => Takes(c, OperatorAction.Retry, c.Message.Seen) && c.Saga.Manifest is not null)
                .Send(Queue(QueueNames.Load), c => Commands.Load(c.Saga, c.Saga.Attempt + 1))
                .Then(c =>
                {
                    c.Saga.Attempt++;
                    Act(c, Loading, c.Message.Reason, c.Message.Actor);
                })
                .TransitionTo(Loading));

        During(
            [Held, Duplicate],
            When(Release, c => Takes(c, OperatorAction.Release, c.Message.Seen))
                .Send(Queue(QueueNames.Load), c => Commands.Load(c.Saga, c.Saga.Attempt))
                .Then(c =>
                {
                    c.Saga.IsReleased = true;
                    Act(c, Loading, c.Message.Reason, c.Message.Actor);
                })
                .TransitionTo(Loading));

        During(
            [Transforming, Held, Failed],
            When(Cancel, c => Takes(c, OperatorAction.Cancel, c.Message.Seen))
                .If(MayStillTransform, early => early.Send(Queue(QueueNames.Transform), c => c.Message with { Attempt = c.Saga.Attempt }))
                .If(MayStillLoad, late => late.Send(Queue(QueueNames.Load), c => c.Message with { Attempt = c.Saga.Attempt }))
                .Then(c => Act(c, Cancelled, Reasons.CancelledBeforeLoad(c.Message.Reason), c.Message.Actor))
                .TransitionTo(Cancelled));

        During(
            Loading,
            When(Cancel, c => Takes(c, OperatorAction.Cancel, c.Message.Seen))
                .Send(Queue(QueueNames.Load), c => c.Message with { Attempt = c.Saga.Attempt })
                .Then(c => Act(c, Cancelling, Reasons.CancelRequested(c.Message.Reason), c.Message.Actor))
                .TransitionTo(Cancelling));

        DuringAny(
            When(Retry, c => !Takes(c, OperatorAction.Retry, c.Message.Seen))
                .Then(c => Decline(c, OperatorAction.Retry, c.Message.Seen, c.Message.Actor, c.Message.Reason)),
            When(Release, c => !Takes(c, OperatorAction.Release, c.Message.Seen))
                .Then(c => Decline(c, OperatorAction.Release, c.Message.Seen, c.Message.Actor, c.Message.Reason)),
            When(Cancel, c => !Takes(c, OperatorAction.Cancel, c.Message.Seen))
                .Then(c => Decline(c, OperatorAction.Cancel, c.Message.Seen, c.Message.Actor, c.Message.Reason)),
            When(Replay, c => !TakesReplay(c))
                .Then(c => Decline(c, OperatorAction.Replay, c.Message.Seen, c.Message.Actor, c.Message.Reason)));
    }

    /// <summary>What was started elsewhere for a transform that was given up may go on there.</summary>
    private bool MayStillTransform(BehaviorContext<BatchRun> context) =>
        context.Saga.State == Transforming.Name || context.Saga.FailedStage == StageNames.Transform;

    /// <summary>A load that was given up may wait in its queue yet. Rows that it committed all the same make the run Completed.</summary>
    private static bool MayStillLoad(BehaviorContext<BatchRun, CancelBatch> context) =>
        context.Saga is { FailedStage: StageNames.Load, Manifest: not null };

    private void Act(BehaviorContext<BatchRun> context, State state, string reason, string actor)
    {
        context.Saga.Remember(context.GetPayload<ConsumeContext>().MessageId);
        Enter(context, state, reason, actor);
    }

    /// <summary>A command that is delivered again, perhaps much later, must not act again: the run knows the messages that did.</summary>
    private bool Takes<T>(BehaviorContext<BatchRun, T> context, OperatorAction action, SeenRun? seen)
        where T : class
    {
        var run = context.Saga;
        return !IsRepeated(context)
            && OperatorRules.IsAsSeen(action, seen, run.State, run.Attempt)
            && OperatorRules.Refusal(action, run.State, run.AttemptsInPass, _options.MaxAttempts) is null;
    }

    /// <summary>
    /// What was judged on another state or attempt, and comes late, is told on the timeline and does nothing. The run's own transition by
    /// this very message, which comes first, is no reason to decline it.
    /// </summary>
    private void Decline<T>(BehaviorContext<BatchRun, T> context, OperatorAction action, SeenRun? seen, string actor, string reason)
        where T : class
    {
        var run = context.Saga;
        if (IsRepeated(context))
            return;

        RunLog.Ignored(_logger, run.CorrelationId, run.State, context.Event.Name);
        if (seen is null)
            return;

        run.Remember(context.MessageId);
        run.Note(Reasons.NotApplied(action, seen, run, reason), actor, _time.GetUtcNow(), context.MessageId);
    }

    private static bool IsRepeated<T>(BehaviorContext<BatchRun, T> context)
        where T : class => context.MessageId is { } id && context.Saga.TakenCommands.Contains(id);
}
