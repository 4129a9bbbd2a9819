using System.Diagnostics;
using MassTransit;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Orchestrator.Ledger;

namespace RetailBus.Orchestrator.Runs;

/// <summary>What the stages' answers do to a run.</summary>
public sealed partial class BatchRunStateMachine
{
    private const string Orchestrator = "orchestrator";

    private void DefineStages()
    {
        Initially(
            When(Landed)
                .Send(Queue(QueueNames.Transform), context => Commands.FirstTransform(context.Message))
                .If(context => context.Message.Object.Resubmission is not null, resubmitted => resubmitted.Send(
                    Queue(QueueNames.Orchestrate),
                    context => Commands.NoteResubmission(context.Message.BatchId, context.Message.Object.Resubmission!)))
                .Then(context =>
                {
                    context.Saga.Begin(context.Message, _time.GetUtcNow(), Activity.Current?.TraceId.ToHexString());
                    Enter(context, Transforming, Reasons.Landed(context.Message), StageNames.Land);
                })
                .TransitionTo(Transforming));

        During(
            Transforming,
            AfterTransform(Rejected(Weighed(When(TransformSucceeded, Answers)))),
            AfterFailure(When(TransformGaveUp, c => c.Message.Attempt == c.Saga.Attempt), StageNames.Transform, c => c.Message.Failure),
            AfterFailure(
                When(TransformFaulted, c => c.Message.Message.Attempt == c.Saga.Attempt),
                StageNames.Transform,
                c => Reasons.Unhandled(c.Message.Exceptions, QueueNames.Transform)));

        During(
            Loading,
            AfterLoad(When(LoadSucceeded, Answers)),
            TransformsAgain(When(LoadGaveUp, IsOfChangedOutput)),
            AfterFailure(
                When(LoadGaveUp, c => c.Message.Attempt == c.Saga.Attempt && !IsOfChangedOutput(c)),
                StageNames.Load,
                c => c.Message.Failure),
            AfterFailure(
                When(LoadFaulted, c => c.Message.Message.Attempt == c.Saga.Attempt),
                StageNames.Load,
                c => Reasons.Unhandled(c.Message.Exceptions, QueueNames.Load)));

        During(
            Failed,
            AfterTransform(Weighed(
                When(TransformSucceeded, c => c.Saga.FailedStage == StageNames.Transform && Answers(c) && c.Message.Rows.Balances))),
            Completes(When(LoadSucceeded, c => c.Saga.FailedStage == StageNames.Load && Answers(c) && Balances(c))));

        During(
            Cancelling,
            AfterLoad(When(LoadSucceeded, Answers)),
            AfterCancel(When(LoadGaveUp, c => c.Message.Attempt == c.Saga.Attempt)),
            AfterCancel(When(LoadFaulted, c => c.Message.Message.Attempt == c.Saga.Attempt)));

        During(
            Cancelled,
            Completes(When(LoadSucceeded, c => c.Saga.Manifest is not null && Answers(c) && Balances(c))));
    }

    /// <summary>A balanced success of any attempt of this pass; one that does not balance is a failure, and counts for its own attempt only.</summary>
    private static bool Answers(BehaviorContext<BatchRun, TransformCompleted> context) =>
        context.Saga.IsOfThisPass(context.Message.Attempt)
        && (context.Message.Attempt == context.Saga.Attempt || context.Message.Rows.Balances);

    private static bool Answers(BehaviorContext<BatchRun, LoadCompleted> context) =>
        context.Saga.IsOfThisPass(context.Message.Attempt)
        && (context.Message.Attempt == context.Saga.Attempt || Balances(context));

    /// <summary>
    /// What the transform wrote is not there any more as it wrote it: an erasure has taken rows out, say. Another transform mends that, as
    /// long as there are attempts left.
    /// </summary>
    private bool IsOfChangedOutput(BehaviorContext<BatchRun, LoadFailed> context) =>
        context.Message.Attempt == context.Saga.Attempt
        && context.Message.Failure.Code == FailureCodes.OutputChanged
        && context.Saga.AttemptsInPass < _options.MaxAttempts;

    private EventActivityBinder<BatchRun, LoadFailed> TransformsAgain(EventActivityBinder<BatchRun, LoadFailed> when) => when
        .Send(Queue(QueueNames.Transform), c => Commands.NextTransform(c.Saga))
        .Then(c =>
        {
            c.Saga.Attempt++;
            c.Saga.Manifest = null;
            Enter(c, Transforming, Reasons.OutputChanged(c.Message.Failure), Orchestrator);
        })
        .TransitionTo(Transforming);

    private static bool Balances(BehaviorContext<BatchRun, LoadCompleted> context) =>
        Reconciliation.Check(context.Saga.Transformed!, context.Message.Rows) is null;

    private EventActivityBinder<BatchRun, TransformCompleted> Weighed(EventActivityBinder<BatchRun, TransformCompleted> when) => when
        .ThenAsync(async context =>
        {
            var verdict = await TransformReview.DecideAsync(context.Saga, context.Message, _ledger, _options.Quality, context.CancellationToken);
            context.AddOrUpdatePayload(() => verdict, _ => verdict);
        });

    private EventActivityBinder<BatchRun, TransformCompleted> Rejected(EventActivityBinder<BatchRun, TransformCompleted> when) => when
        .If(Leads(Failed), to => to
            .Publish(c => Announcements.Failed(c.Saga, StageNames.Reconcile, Verdict(c).Failure!, _time.GetUtcNow()))
            .Then(c =>
            {
                c.Saga.Take(c.Message);
                EnterFailed(c, StageNames.Reconcile, Verdict(c).Failure!);
            })
            .TransitionTo(Failed));

    private EventActivityBinder<BatchRun, TransformCompleted> AfterTransform(EventActivityBinder<BatchRun, TransformCompleted> when) => when
        .If(Leads(Duplicate), to => to
            .Then(c =>
            {
                c.Saga.Take(c.Message);
                Enter(c, Duplicate, Verdict(c).Reason, Orchestrator);
                c.Saga.DuplicateOf = Verdict(c).DuplicateOf;
            })
            .TransitionTo(Duplicate))
        .If(Leads(Held), to => to
            .Publish(c => Announcements.Held(c.Saga, c.Message, Verdict(c).Reason, _time.GetUtcNow()))
            .Then(c =>
            {
                c.Saga.Take(c.Message);
                NoteQuality(c);
                Enter(c, Held, Verdict(c).Reason, Orchestrator);
            })
            .TransitionTo(Held))
        .If(Leads(Loading), to => to
            .Send(Queue(QueueNames.Load), c => Commands.Load(c.Saga, c.Message))
            .Then(c =>
            {
                c.Saga.Take(c.Message);
                NoteQuality(c);
                Enter(c, Loading, Verdict(c).Reason, StageNames.Transform);
            })
            .TransitionTo(Loading));

    private EventActivityBinder<BatchRun, LoadCompleted> AfterLoad(EventActivityBinder<BatchRun, LoadCompleted> when) => when
        .IfElse(
            context => Balances(context),
            Completes,
            unbalanced => unbalanced
                .Publish(c => Announcements.Failed(c.Saga, StageNames.Reconcile, Imbalance(c), _time.GetUtcNow()))
                .Then(c =>
                {
                    var failure = Imbalance(c);
                    c.Saga.Take(c.Message);
                    EnterFailed(c, StageNames.Reconcile, failure);
                })
                .TransitionTo(Failed));

    private EventActivityBinder<BatchRun, LoadCompleted> Completes(EventActivityBinder<BatchRun, LoadCompleted> when) => when
        .Publish(c => Announcements.Completed(c.Saga, c.Message, _time.GetUtcNow()))
        .ThenAsync(ReleaseDuplicatesAsync)
        .Then(c =>
        {
            c.Saga.Take(c.Message);
            Enter(c, Completed, Reasons.Loaded(c.Message.Rows), StageNames.Load);
        })
        .TransitionTo(Completed);

    /// <summary>
    /// What was not loaded because another slot held the same rows, and is needed now. Rows of this slot went out of the warehouse: a file
    /// elsewhere still has them, and its claim brings them back. Or this landing came to be known late: what landed after it in its slot
    /// seemed to change nothing, and does correct it.
    /// </summary>
    private async Task ReleaseDuplicatesAsync(BehaviorContext<BatchRun, LoadCompleted> context)
    {
        var run = context.Saga;
        var content = new LandedContent(run.CorrelationId, run.Dataset, run.ContractVersion!, run.Fingerprint!, run.Object);
        foreach (var later in await _ledger.LaterDuplicatesInSlotAsync(content, context.CancellationToken))
            await context.Send(Queue(QueueNames.Orchestrate), Commands.ReleaseDuplicate(later, Reasons.CorrectsWhatCameLate(run)));
        if (context.Message.Rows.Retracted == 0)
            return;

        foreach (var duplicate in await _ledger.DuplicatesOfSlotAsync(run.Object, context.CancellationToken))
            await context.Send(Queue(QueueNames.Orchestrate), Commands.ReleaseDuplicate(duplicate, Reasons.StillHasRows(run)));
    }

    private EventActivityBinder<BatchRun, T> AfterFailure<T>(
        EventActivityBinder<BatchRun, T> when, string stage, Func<BehaviorContext<BatchRun, T>, StageFailure> failure)
        where T : class => when
        .Publish(c => Announcements.Failed(c.Saga, stage, failure(c), _time.GetUtcNow()))
        .Then(c => EnterFailed(c, stage, failure(c)))
        .TransitionTo(Failed);

    private EventActivityBinder<BatchRun, T> AfterCancel<T>(EventActivityBinder<BatchRun, T> when)
        where T : class => when
        .Then(c => Enter(c, Cancelled, Reasons.CancelledInTime, StageNames.Load))
        .TransitionTo(Cancelled);

    private static StageFailure Imbalance(BehaviorContext<BatchRun, LoadCompleted> context) =>
        Reconciliation.Check(context.Saga.Transformed!, context.Message.Rows)!;

    private static StateMachineCondition<BatchRun, TransformCompleted> Leads(State state) =>
        context => Verdict(context).Next == state.Name;

    private static TransformVerdict Verdict(PipeContext context) =>
        context.TryGetPayload(out TransformVerdict? verdict)
            ? verdict
            : throw new InvalidOperationException("The transform's answer was not weighed before its consequence.");
}
