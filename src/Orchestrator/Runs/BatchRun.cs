using System.Text.Json.Serialization;
using MassTransit;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Quality;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Ledger;
using RetailBus.Orchestrator.Lineage;

namespace RetailBus.Orchestrator.Runs;

/// <summary>
/// The saga instance of one batch: all that the ledger knows of it but its timeline, which grows and is stored apart. Kept as JSON.
/// </summary>
public sealed class BatchRun : SagaStateMachineInstance, ISagaVersion
{
    /// <summary>Operator messages that a run remembers. A repeat that comes after so many later commands would act again.</summary>
    private const int RememberedCommands = 64;

    private readonly List<TimelineEntry> _newEntries = [];

    /// <summary>The batch's id.</summary>
    public Guid CorrelationId { get; set; }

    public int Version { get; set; }

    /// <summary>One of <see cref="RunState"/>, or <c>Initial</c> before the first transition.</summary>
    public string State { get; set; } = null!;

    public string Dataset { get; set; } = "";

    public LandedObject Object { get; set; } = null!;

    [JsonIgnore]
    public string Bucket => Object.Bucket;

    [JsonIgnore]
    public string Key => Object.Key;

    [JsonIgnore]
    public DateTimeOffset LandedAt => Object.LandedAt;

    /// <summary>The batch whose quarantined rows this one corrects.</summary>
    [JsonIgnore]
    public Guid? ParentBatchId => Object.Resubmission?.ParentBatchId;

    [JsonIgnore]
    public bool HasQuarantined => Transformed is { Quarantined: > 0 };

    [JsonIgnore]
    public bool HasQuality => Quality is not null;

    /// <summary>
    /// Whose runs its figures are compared with: the store of its file; <see cref="QualityFilter.SeveralStores"/>; null without figures.
    /// </summary>
    [JsonIgnore]
    public string? QualityOf => Quality is null ? null : Quality.Store ?? QualityFilter.SeveralStores;

    /// <summary>Rises with each retry and replay.</summary>
    public int Attempt { get; set; }

    /// <summary>The attempt at which the present pass through the stages began: 1, or that of the latest replay.</summary>
    public int PassAttempt { get; set; }

    /// <summary>Whether somebody released it in the present pass: what it was kept back for keeps it back no more.</summary>
    public bool IsReleased { get; set; }

    public string? Fingerprint { get; set; }

    public string? ContractVersion { get; set; }

    /// <summary>What LOAD is told to load; null until the pass has a manifest that balances.</summary>
    public ManifestReference? Manifest { get; set; }

    public TransformCounts? Transformed { get; set; }

    public LoadCounts? Loaded { get; set; }

    /// <summary>Figures of the accepted rows; null until the pass has them.</summary>
    public BatchQuality? Quality { get; set; }

    /// <summary>What of them is not as in the runs before; null for nothing.</summary>
    public IReadOnlyList<QualityWarning>? QualityWarnings { get; set; }

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

    /// <summary>When the watch acts unless the stage has answered; null while no stage is at work.</summary>
    public DateTimeOffset? DeadlineAt { get; set; }

    /// <summary>Whether the watch has asked the stage again in this state and attempt.</summary>
    public bool AskedAgain { get; set; }

    /// <summary>The stage of <see cref="StageNames"/> that was asked for a lost answer last; null when none was.</summary>
    public string? RedrivenStage { get; set; }

    /// <summary>The attempt of which <see cref="RedrivenStage"/> was asked.</summary>
    public int RedrivenAttempt { get; set; }

    /// <summary>What the stage at work told last; null when none is at work, or it has told nothing.</summary>
    public RunProgress? Progress { get; set; }

    /// <summary>The replay of many batches that began the present pass; null when none did.</summary>
    public Guid? ReplayId { get; set; }

    /// <summary>Ids of the operators' and the watch's messages that acted on the run, and of its notes, the newest last.</summary>
    public IList<Guid> TakenCommands { get; set; } = [];

    /// <summary>How far the run has been told as lineage; null while nobody receives it.</summary>
    public LineageMark? Lineage { get; set; }

    /// <summary>Attempts used since the run began or was last replayed.</summary>
    [JsonIgnore]
    public int AttemptsInPass => Attempt - PassAttempt + 1;

    /// <summary>Whether a stage's answer belongs to the present pass, under whose contract version any success is as good as another.</summary>
    public bool IsOfThisPass(int attempt) => attempt >= PassAttempt && attempt <= Attempt;

    /// <summary>Whether the stage was asked already for its lost answer in the present attempt.</summary>
    public bool WasRedriven(string stage) => RedrivenStage == stage && RedrivenAttempt == Attempt;

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
        Quality = transformed.Quality;
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

    internal void Take(StageProgress progress)
    {
        if (progress.At > (Progress?.At ?? DateTimeOffset.MinValue))
            Progress = new RunProgress { Stage = progress.Stage, Rows = progress.Rows, Bytes = progress.Bytes, At = progress.At };
    }

    internal void Remember(Guid? messageId)
    {
        if (messageId is not { } id)
            return;

        TakenCommands.Add(id);
        if (TakenCommands.Count > RememberedCommands)
            TakenCommands.RemoveAt(0);
    }

    /// <summary>Hands over the timeline's new entries, each once, for the store to append.</summary>
    internal IReadOnlyList<TimelineEntry> TakeNewEntries()
    {
        TimelineEntry[] entries = [.. _newEntries];
        _newEntries.Clear();
        return entries;
    }

    /// <summary>Forgets what the pass before found; the landing itself stays as it was.</summary>
    internal void BeginPass(Guid? replayId)
    {
        PassAttempt = ++Attempt;
        IsReleased = false;
        ReplayId = replayId;
        Manifest = null;
        Transformed = null;
        Loaded = null;
        Quality = null;
        QualityWarnings = null;
        TransformStartedAt = TransformCompletedAt = LoadStartedAt = CommittedAt = null;
    }

    /// <summary>Appends the transition to the timeline. The state itself is the state machine's to set.</summary>
    /// <param name="to">One of <see cref="RunState"/>.</param>
    /// <param name="reason">For a person.</param>
    /// <param name="actor">The service or the operator.</param>
    /// <param name="now">When.</param>
    /// <param name="deadline">When the state's stage has to have answered; null when none is at work.</param>
    /// <param name="messageId">Of the message that made the transition.</param>
    internal void Enter(string to, string reason, string actor, DateTimeOffset now, DateTimeOffset? deadline, Guid? messageId)
    {
        var from = RunState.All.Contains(State) ? State : LandedState;
        _newEntries.Add(new TimelineEntry
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
        DeadlineAt = deadline;
        AskedAgain = from == to;
        if (from != to)
            Progress = null;
        EndedAt = RunState.IsSettled(to) ? now : null;
    }

    /// <summary>Appends to the timeline what is no transition.</summary>
    internal void Note(string note, string actor, DateTimeOffset now, Guid? messageId) => _newEntries.Add(new TimelineEntry
    {
        At = now,
        From = State,
        To = State,
        Reason = note,
        Actor = actor,
        Attempt = Attempt,
        MessageId = messageId,
    });

    /// <summary>What the timeline's first entry comes from.</summary>
    public const string LandedState = "Landed";
}
