using MassTransit;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;

namespace RetailBus.Orchestrator.Runs;

/// <summary>What an operator's commands do to a run; <see cref="OperatorRules"/> says when.</summary>
public sealed partial class BatchRunStateMachine
{
    private void DefineOperators()
    {
        During(
            Failed,
            When(Retry, c => Takes(c, OperatorAction.Retry) && c.Saga.Manifest is null)
                .Send(Queue(QueueNames.Transform), c => Commands.NextTransform(c.Saga))
                .Then(c =>
                {
                    c.Saga.Attempt++;
                    Act(c, Transforming, c.Message.Reason, c.Message.Actor);
                })
                .TransitionTo(Transforming),
            When(Retry, c => Takes(c, OperatorAction.Retry) && c.Saga.Manifest is not null)
                .Send(Queue(QueueNames.Load), c => Commands.Load(c.Saga, c.Saga.Attempt + 1))
                .Then(c =>
                {
                    c.Saga.Attempt++;
                    Act(c, Loading, c.Message.Reason, c.Message.Actor);
                })
                .TransitionTo(Loading));

        During(
            [Held, Duplicate],
            When(Release, c => Takes(c, OperatorAction.Release))
                .Send(Queue(QueueNames.Load), c => Commands.Load(c.Saga, c.Saga.Attempt))
                .Then(c => Act(c, Loading, c.Message.Reason, c.Message.Actor))
                .TransitionTo(Loading));

        During(
            [Transforming, Held, Failed],
            When(Cancel, c => Takes(c, OperatorAction.Cancel))
                .If(MayStillLoad, late => late.Send(Queue(QueueNames.Load), c => c.Message with { Attempt = c.Saga.Attempt }))
                .Then(c => Act(c, Cancelled, Reasons.CancelledBeforeLoad(c.Message.Reason), c.Message.Actor))
                .TransitionTo(Cancelled));

        During(
            Loading,
            When(Cancel, c => Takes(c, OperatorAction.Cancel))
                .Send(Queue(QueueNames.Load), c => c.Message with { Attempt = c.Saga.Attempt })
                .Then(c => Act(c, Cancelling, Reasons.CancelRequested(c.Message.Reason), c.Message.Actor))
                .TransitionTo(Cancelling));
    }

    /// <summary>A load that was given up may wait in its queue yet. Rows that it committed all the same make the run Completed.</summary>
    private static bool MayStillLoad(BehaviorContext<BatchRun, CancelBatch> context) =>
        context.Saga is { FailedStage: StageNames.Load, Manifest: not null };

    private void Act(BehaviorContext<BatchRun> context, State state, string reason, string actor)
    {
        context.Saga.Remember(context.GetPayload<ConsumeContext>().MessageId);
        Enter(context, state, reason, actor);
    }

    /// <summary>A command that is delivered again, perhaps much later, must not act again: the run knows the messages that did.</summary>
    private bool Takes<T>(BehaviorContext<BatchRun, T> context, OperatorAction action)
        where T : class
    {
        var run = context.Saga;
        return !IsRepeated(context) && OperatorRules.Refusal(action, run.State, run.AttemptsInPass, _options.MaxAttempts) is null;
    }

    private static bool IsRepeated<T>(BehaviorContext<BatchRun, T> context)
        where T : class => context.MessageId is { } id && context.Saga.TakenCommands.Contains(id);
}
