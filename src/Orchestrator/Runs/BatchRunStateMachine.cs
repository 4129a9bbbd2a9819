using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Orchestrator.Ledger;
using RetailBus.Orchestrator.Lineage;
using RetailBus.Orchestrator.Telemetry;
using RetailBus.Orchestrator.Tracing;
using RetailBus.Platform.Failures;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Orchestrator.Runs;

/// <summary>
/// Takes a batch through transform and load, reconciles it, and lets an operator step in. Every message may come twice, late or out of
/// order: what does not fit the run's state and attempt leaves the run as it is.
/// </summary>
/// <remarks>
/// A success wins over a failure of the same stage, in whichever order they come: rows that are committed are loaded, also when another
/// execution of the same command gave up. The run, its timeline and what it sends are committed together; messages leave after the commit.
/// Messages are made before the run changes, from what it was.
/// </remarks>
public sealed partial class BatchRunStateMachine : MassTransitStateMachine<BatchRun>
{
    private readonly IRunLedger _ledger;
    private readonly TimeProvider _time;
    private readonly OrchestratorOptions _options;
    private readonly LineageOptions _lineage;
    private readonly ILogger _logger;

    public BatchRunStateMachine(
        IRunLedger ledger,
        TimeProvider time,
        IOptions<OrchestratorOptions> options,
        IOptions<LineageOptions> lineage,
        ILogger<BatchRunStateMachine> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(lineage);
        _ledger = ledger;
        _time = time;
        _options = options.Value;
        _lineage = lineage.Value;
        _logger = logger;

        InstanceState(run => run.State);
        Correlate();
        DefineStages();
        DefineOperators();
        DefineReplays();
        DefineWatch();
        DefineNotes();
        DefineRedrive();
        DefineLineage();
        OnUnhandledEvent(context =>
        {
            RunLog.Ignored(_logger, context.Saga.CorrelationId, context.Saga.State, context.Event.Name);
            return Task.CompletedTask;
        });
    }

    public State Transforming { get; private set; } = null!;
    public State Loading { get; private set; } = null!;
    public State Held { get; private set; } = null!;
    public State Completed { get; private set; } = null!;
    public State Duplicate { get; private set; } = null!;
    public State Failed { get; private set; } = null!;
    public State Cancelling { get; private set; } = null!;
    public State Cancelled { get; private set; } = null!;

    public Event<OrderBatchLanded> Landed { get; private set; } = null!;
    public Event<TransformCompleted> TransformSucceeded { get; private set; } = null!;
    public Event<TransformFailed> TransformGaveUp { get; private set; } = null!;
    public Event<Fault<TransformBatch>> TransformFaulted { get; private set; } = null!;
    public Event<LoadCompleted> LoadSucceeded { get; private set; } = null!;
    public Event<LoadFailed> LoadGaveUp { get; private set; } = null!;
    public Event<Fault<LoadBatch>> LoadFaulted { get; private set; } = null!;
    public Event<RetryBatch> Retry { get; private set; } = null!;
    public Event<ReleaseBatch> Release { get; private set; } = null!;
    public Event<CancelBatch> Cancel { get; private set; } = null!;
    public Event<ReplayBatch> Replay { get; private set; } = null!;
    public Event<AnnotateRun> Annotate { get; private set; } = null!;
    public Event<ExpireStage> Expired { get; private set; } = null!;
    public Event<StageProgress> Progressed { get; private set; } = null!;
    public Event<RedriveStage> Redriven { get; private set; } = null!;

    private void Correlate()
    {
        Event(() => Landed, e => e.CorrelateById(context => context.Message.BatchId));
        Event(() => TransformSucceeded, e => OfKnownRun(e, message => message.BatchId));
        Event(() => TransformGaveUp, e => OfKnownRun(e, message => message.BatchId));
        Event(() => TransformFaulted, e => OfKnownRun(e, fault => fault.Message.BatchId));
        Event(() => LoadSucceeded, e => OfKnownRun(e, message => message.BatchId));
        Event(() => LoadGaveUp, e => OfKnownRun(e, message => message.BatchId));
        Event(() => LoadFaulted, e => OfKnownRun(e, fault => fault.Message.BatchId));
        Event(() => Retry, e => OfKnownRun(e, message => message.BatchId));
        Event(() => Release, e => OfKnownRun(e, message => message.BatchId));
        Event(() => Cancel, e => OfKnownRun(e, message => message.BatchId));
        Event(() => Replay, e => OfKnownRun(e, message => message.BatchId));
        Event(() => Annotate, e => OfKnownRun(e, message => message.BatchId));
        Event(() => Expired, e => SentToRun(e, message => message.BatchId));
        Event(() => Progressed, e => SentToRun(e, message => message.BatchId));
        Event(() => Redriven, e => SentToRun(e, message => message.BatchId));
    }

    /// <summary>A message that no topic carries: it comes straight to the saga's queue.</summary>
    private void SentToRun<T>(IEventCorrelationConfigurator<BatchRun, T> correlation, Func<T, Guid> batchId)
        where T : class
    {
        correlation.ConfigureConsumeTopology = false;
        OfKnownRun(correlation, batchId);
    }

    private void OfKnownRun<T>(IEventCorrelationConfigurator<BatchRun, T> correlation, Func<T, Guid> batchId)
        where T : class
    {
        correlation.CorrelateById(context => batchId(context.Message));
        correlation.OnMissingInstance(missing => missing.Execute(
            context => RunLog.Unknown(_logger, batchId(context.Message), typeof(T).Name)));
    }

    private static Uri Queue(string name) => QueueNames.Address(name);

    /// <summary>Notes the transition on the run; the binder's TransitionTo, which follows, makes it.</summary>
    private void Enter(BehaviorContext<BatchRun> context, State state, string reason, string actor, string? logged = null)
    {
        var run = context.Saga;
        var messageId = context.TryGetPayload(out ConsumeContext? consume) ? consume.MessageId : null;
        var now = _time.GetUtcNow();
        run.Enter(state.Name, reason, actor, now, now + Deadline(state), messageId);
        Activity.Current.OfBatch(run.CorrelationId, run.Dataset, run.Attempt)?.SetTag(RetailBusTelemetry.State, state.Name);
        RunLog.Entered(_logger, run.CorrelationId, run.Dataset, state.Name, run.Attempt, logged ?? reason);
        RunMetrics.Entered(context, state.Name, now);
    }

    private void EnterFailed(BehaviorContext<BatchRun> context, string stage, StageFailure failure, string? actor = null)
    {
        Enter(context, Failed, failure.Reason, actor ?? stage, ReasonsWithoutRows.Of(failure.Code, failure.Reason));
        Activity.Current.Fail(failure);
        FailedTraces.Add(context);
        context.Saga.FailureCode = failure.Code;
        context.Saga.FailedStage = stage;
    }
}
