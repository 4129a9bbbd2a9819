using MassTransit;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Runs;

namespace RetailBus.Orchestrator.Runs;

/// <summary>The saga instance of one batch: all that the ledger knows of it. Plain data, so that a store can keep it as JSON.</summary>
public sealed class BatchRun : SagaStateMachineInstance, ISagaVersion
{
    /// <summary>The batch's id.</summary>
    public Guid CorrelationId { get; set; }

    public int Version { get; set; }

    /// <summary>One of <see cref="RunState"/>, or <c>Initial</c> before the first transition.</summary>
    public string State { get; set; } = null!;

    public string Dataset { get; set; } = "";

    public LandedObject Object { get; set; } = null!;

    public string Bucket => Object.Bucket;

    public string Key => Object.Key;

    public DateTimeOffset LandedAt => Object.LandedAt;

    public string Sequencer => Object.Sequencer;

    /// <summary>Rises with each retry and replay.</summary>
    public int Attempt { get; set; }

    /// <summary>The attempt at which the present pass through the stages began: 1, or that of the latest replay.</summary>
    public int PassAttempt { get; set; }

    public string? Fingerprint { get; set; }

    public string? ContractVersion { get; set; }

    /// <summary>What LOAD is told to load; null until the pass has a manifest that balances.</summary>
    public ManifestReference? Manifest { get; set; }

    public TransformCounts? Transformed { get; set; }

    public LoadCounts? Loaded { get; set; }

    /// <summary>Why the run is in its state, for a person.</summary>
    public string? Reason { get; set; }

    public string? FailureCode { get; set; }

    /// <summary>The stage of <see cref="StageNames"/> that failed; null unless Failed.</summary>
    public string? FailedStage { get; set; }

    public Guid? DuplicateOf { get; set; }

    /// <summary>W3C trace id of the landing's announcement.</summary>
    public string? TraceId { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? TransformStartedAt { get; set; }

    public DateTimeOffset? TransformCompletedAt { get; set; }

    public DateTimeOffset? LoadStartedAt { get; set; }

    public DateTimeOffset? CommittedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public IList<TimelineEntry> Timeline { get; set; } = [];

    /// <summary>Attempts used since the run began or was last replayed.</summary>
    public int AttemptsInPass => Attempt - PassAttempt + 1;

    /// <summary>Whether a stage's answer belongs to the present pass, under whose contract version any success is as good as another.</summary>
    public bool IsOfThisPass(int attempt) => attempt >= PassAttempt && attempt <= Attempt;

    internal void Begin(OrderBatchLanded landed, DateTimeOffset now, string? traceId)
    {
        Dataset = landed.Dataset;
        Object = landed.Object;
        Attempt = PassAttempt = 1;
        TraceId = traceId;
        StartedAt = now;
    }

    internal void Take(TransformCompleted transformed)
    {
        Fingerprint = transformed.Fingerprint;
        ContractVersion = transformed.ContractVersion;
        Transformed = transformed.Rows;
        Manifest = transformed.Rows.Balances ? transformed.Manifest : null;
        TransformStartedAt = transformed.StartedAt;
        TransformCompletedAt = transformed.CompletedAt;
    }

    internal void Take(LoadCompleted loaded)
    {
        Loaded = loaded.Rows;
        LoadStartedAt = loaded.StartedAt;
        CommittedAt = loaded.CommittedAt;
    }

    /// <summary>Forgets what the pass before found; the landing itself stays as it was.</summary>
    internal void BeginPass()
    {
        PassAttempt = ++Attempt;
        Manifest = null;
        Transformed = null;
        Loaded = null;
        TransformStartedAt = TransformCompletedAt = LoadStartedAt = CommittedAt = null;
    }

    /// <summary>Appends the transition to the timeline. The state itself is the state machine's to set.</summary>
    internal void Enter(string to, string reason, string actor, DateTimeOffset now, Guid? messageId)
    {
        var from = RunState.All.Contains(State) ? State : LandedState;
        Timeline.Add(new TimelineEntry
        {
            At = now,
            From = from,
            To = to,
            Reason = reason,
            Actor = actor,
            Attempt = Attempt,
            MessageId = messageId,
        });
        Reason = to is RunState.Transforming or RunState.Loading or RunState.Completed ? null : reason;
        if (to != RunState.Failed)
            FailureCode = FailedStage = null;
        if (to != RunState.Duplicate)
            DuplicateOf = null;
        UpdatedAt = now;
        EndedAt = RunState.IsSettled(to) ? now : null;
    }

    /// <summary>What the timeline's first entry comes from.</summary>
    public const string LandedState = "Landed";
}
