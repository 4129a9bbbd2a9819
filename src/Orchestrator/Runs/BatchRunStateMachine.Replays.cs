using MassTransit;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Replays;

namespace RetailBus.Orchestrator.Runs;

/// <summary>
/// What a replay does to a run. One that is part of a replay of many batches tells that replay, in the same commit, when it comes to rest,
/// or at once when it does not take the command.
/// </summary>
public sealed partial class BatchRunStateMachine
{
    private void DefineReplays()
    {
        During(
            [Completed, Duplicate, Failed, Cancelled],
            When(Replay).IfElse(
                TakesReplay,
                taken => taken
                    .Send(Queue(QueueNames.Transform), c => Commands.NextTransform(c.Saga))
                    .Then(c =>
                    {
                        c.Saga.BeginPass(c.Message.ReplayId);
                        Act(c, Transforming, Reasons.Replayed(c.Message), c.Message.Actor);
                    })
                    .TransitionTo(Transforming),
                other => other.ThenAsync(AnswerReplayAsync)));

        During(
            [Transforming, Loading, Held, Cancelling],
            When(Replay).ThenAsync(AnswerReplayAsync));

        foreach (var settled in new[] { Completed, Duplicate, Failed, Held, Cancelled })
            WhenEnter(settled, entered => entered.ThenAsync(TellReplayAsync));
    }

    private bool TakesReplay(BehaviorContext<BatchRun, ReplayBatch> context) =>
        (context.Message.ReplayId is null || context.Message.ReplayId != context.Saga.ReplayId)
        && Takes(context, OperatorAction.Replay, context.Message.Seen);

    private Task AnswerReplayAsync(BehaviorContext<BatchRun, ReplayBatch> context)
    {
        var run = context.Saga;
        var isTaken = context.Message.ReplayId == run.ReplayId;
        if (context.Message.ReplayId is { } replay && !(isTaken && !RunState.IsSettled(run.State)))
            return TellAsync(context, replay, isTaken ? run.State : ReplayedBatchEnded.Skipped);

        return Task.CompletedTask;
    }

    private static Task TellReplayAsync(BehaviorContext<BatchRun> context) =>
        context.Saga.ReplayId is { } replay ? TellAsync(context, replay, context.Saga.State) : Task.CompletedTask;

    private static Task TellAsync(BehaviorContext<BatchRun> context, Guid replay, string state) => context.Send(
        Queue(QueueNames.Replay),
        new ReplayedBatchEnded { ReplayId = replay, BatchId = context.Saga.CorrelationId, State = state });
}
