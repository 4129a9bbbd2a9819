using MassTransit;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Runs;

namespace RetailBus.Orchestrator.Ledger;

/// <summary>The ledger of a process that keeps its runs in memory: a snapshot of each run, taken at each transition.</summary>
internal sealed class InMemoryRunLedger : IRunLedger, IStateObserver<BatchRun>
{
    private static readonly Comparer<(DateTimeOffset StartedAt, Guid Id)> NewestFirst =
        Comparer<(DateTimeOffset StartedAt, Guid Id)>.Create((one, other) => other.CompareTo(one));

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, RunDetail> _runs = [];
    private readonly Dictionary<Guid, RunStanding> _standings = [];
    private readonly SortedSet<(DateTimeOffset StartedAt, Guid Id)> _order = new(NewestFirst);
    private readonly Dictionary<(string Bucket, string Key), HashSet<Guid>> _slots = [];
    private readonly Dictionary<(string Dataset, string Fingerprint), HashSet<Guid>> _contents = [];

    /// <summary>All that a transition changes is on the run by the time the state is set.</summary>
    public Task StateChanged(BehaviorContext<BatchRun> context, State currentState, State previousState)
    {
        if (RunState.All.Contains(currentState.Name))
            Record(context.Saga.ToDetail(currentState.Name), new RunStanding(currentState.Name, context.Saga.AttemptsInPass));
        return Task.CompletedTask;
    }

    public Task<RunSummary?> FindDuplicateAsync(LandedContent content, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (SlotRules.ChangesItsSlot(Slot(content.Object.Bucket, content.Object.Key), content))
                return Task.FromResult<RunSummary?>(null);

            var duplicate = Of(_contents.GetValueOrDefault((content.Dataset, content.Fingerprint)))
                .Where(run => SlotRules.HasLoaded(run, content))
                .OrderBy(run => run.Timings.StartedAt)
                .FirstOrDefault(run => SlotRules.StillHolds(Slot(run.Object.Bucket, run.Object.Key), run, content));
            return Task.FromResult<RunSummary?>(duplicate);
        }
    }

    public Task<IReadOnlyList<RunSummary>> ListAsync(RunFilter filter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            IEnumerable<(DateTimeOffset StartedAt, Guid Id)> order = _order;
            if (filter.Before is { } before)
            {
                order = _runs.TryGetValue(before, out var last) && _order.Count > 0
                    ? _order.GetViewBetween(PlaceOf(last), _order.Max).Skip(1)
                    : [];
            }

            return Task.FromResult<IReadOnlyList<RunSummary>>(
            [
                .. order.Select(place => _runs[place.Id])
                    .Where(run => filter.State is null || run.State == filter.State)
                    .Where(run => filter.Dataset is null || run.Dataset == filter.Dataset)
                    .Take(filter.Limit),
            ]);
        }
    }

    public Task<RunDetail?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(_runs.GetValueOrDefault(id));
    }

    public Task<RunStanding?> StandingAsync(Guid id, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(_standings.GetValueOrDefault(id));
    }

    public Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = RunState.All.ToDictionary(state => state, _ => 0);
        lock (_lock)
        {
            foreach (var run in _runs.Values)
                counts[run.State]++;
        }

        return Task.FromResult<IReadOnlyDictionary<string, int>>(counts);
    }

    private void Record(RunDetail run, RunStanding standing)
    {
        lock (_lock)
        {
            _runs[run.Id] = run;
            _standings[run.Id] = standing;
            _order.Add(PlaceOf(run));
            Index(_slots, (run.Object.Bucket, run.Object.Key), run.Id);
            if (run.Fingerprint is { } fingerprint)
                Index(_contents, (run.Dataset, fingerprint), run.Id);
        }
    }

    private IEnumerable<RunDetail> Slot(string bucket, string key) => Of(_slots.GetValueOrDefault((bucket, key)));

    private IEnumerable<RunDetail> Of(HashSet<Guid>? ids) => ids?.Select(id => _runs[id]) ?? [];

    private static (DateTimeOffset StartedAt, Guid Id) PlaceOf(RunDetail run) => (run.Timings.StartedAt, run.Id);

    private static void Index<TKey>(Dictionary<TKey, HashSet<Guid>> index, TKey key, Guid id)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var ids))
            index[key] = ids = [];
        ids.Add(id);
    }
}
