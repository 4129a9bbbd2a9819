using MassTransit;
using RetailBus.Contracts.Runs;

namespace RetailBus.Orchestrator.Replays;

/// <summary>The saga instance of one replay: which batches wait, which are in flight, and how the others ended. Kept as JSON.</summary>
public sealed class ReplayPlan : SagaStateMachineInstance, ISagaVersion
{
    /// <summary>The replay's id.</summary>
    public Guid CorrelationId { get; set; }

    public int Version { get; set; }

    /// <summary><c>Running</c>, <c>Done</c> or <c>Stopped</c>.</summary>
    public string State { get; set; } = null!;

    public string Actor { get; set; } = "";

    public string Reason { get; set; } = "";

    /// <summary>Batches in flight at a time.</summary>
    public int Concurrency { get; set; }

    public int Total { get; set; }

    /// <summary>By <see cref="BatchIdList"/>.</summary>
    public byte[] Waiting { get; set; } = [];

    public IList<Guid> InFlight { get; set; } = [];

    /// <summary>How many ended in each state.</summary>
    public IDictionary<string, int> Endings { get; set; } = new Dictionary<string, int>();

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When something was last heard or sent.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Who stopped it and why; null when nobody did.</summary>
    public string? StopReason { get; set; }

    internal bool IsOver => InFlight.Count == 0 && Waiting.Length == 0;

    internal void Begin(StartReplay start, DateTimeOffset now)
    {
        Actor = start.Actor;
        Reason = start.Reason;
        Concurrency = start.Concurrency;
        Waiting = start.Batches;
        Total = BatchIdList.Count(start.Batches);
        StartedAt = UpdatedAt = now;
    }

    /// <summary>Moves batches from waiting to in flight, as many as may be.</summary>
    internal IReadOnlyList<Guid> TakeNext()
    {
        (var next, Waiting) = BatchIdList.Take(Waiting, Concurrency - InFlight.Count);
        foreach (var id in next)
            InFlight.Add(id);
        return next;
    }

    internal void End(ReplayedBatchEnded ended, DateTimeOffset now)
    {
        InFlight.Remove(ended.BatchId);
        Endings[ended.State] = Endings.TryGetValue(ended.State, out var count) ? count + 1 : 1;
        UpdatedAt = now;
        if (IsOver)
            EndedAt = now;
    }

    internal void Stop(StopReplay stop, DateTimeOffset now)
    {
        StopReason = $"{stop.Actor}: {stop.Reason}";
        Waiting = [];
        UpdatedAt = now;
        if (IsOver)
            EndedAt = now;
    }

    internal ReplayReport ToReport() => new()
    {
        ReplayId = CorrelationId,
        State = State,
        Total = Total,
        Waiting = BatchIdList.Count(Waiting),
        InFlight = InFlight.Count,
        Done = Endings.TryGetValue(RunState.Completed, out var done) ? done : 0,
        Failed = Endings.Where(ending => ending.Key != RunState.Completed).Sum(ending => ending.Value),
        Endings = new Dictionary<string, int>(Endings),
        Concurrency = Concurrency,
        Actor = Actor,
        Reason = Reason,
        StopReason = StopReason,
        StartedAt = StartedAt,
        EndedAt = EndedAt,
    };
}
