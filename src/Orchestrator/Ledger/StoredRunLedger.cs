using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Runs;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Ledger;

/// <summary>The ledger as a view of the stored runs: it sees what is committed and nothing else.</summary>
internal sealed class StoredRunLedger(ISagaReader<BatchRun> runs) : IRunLedger
{
    private const int Page = 200;
    private readonly DuplicateSearch _duplicates = new(runs);

    public Task<RunSummary?> FindDuplicateAsync(LandedContent content, CancellationToken cancellationToken) =>
        _duplicates.FindAsync(content, cancellationToken);

    public async Task<IReadOnlyList<RunSummary>> DuplicatesOfSlotAsync(LandedObject slot, CancellationToken cancellationToken)
    {
        var landed = await AllAsync(
            () => new SagaQuery<BatchRun>().Where(run => run.Bucket, slot.Bucket).Where(run => run.Key, slot.Key),
            run => run.CorrelationId,
            cancellationToken);
        var duplicates = new List<RunSummary>();
        foreach (var ids in landed.Chunk(Page))
        {
            duplicates.AddRange(await AllAsync(
                () => new SagaQuery<BatchRun>()
                    .Where(run => run.State, RunState.Duplicate)
                    .WhereIn(run => run.DuplicateOf, ids.Select(id => (Guid?)id)),
                RunReport.ToSummary,
                cancellationToken));
        }

        return duplicates;
    }

    public async Task<IReadOnlyList<RunSummary>> LaterDuplicatesInSlotAsync(LandedContent content, CancellationToken cancellationToken)
    {
        var later = new SagaQuery<BatchRun>()
            .Where(run => run.Bucket, content.Object.Bucket)
            .Where(run => run.Key, content.Object.Key)
            .Where(run => run.State, RunState.Duplicate)
            .WhereInRange(run => run.LandedAt, content.Object.LandedAt, before: null)
            .OrderByDescending(run => run.LandedAt)
            .Take(Page);
        var page = await runs.List(later, cancellationToken);
        return [.. page.Sagas.Select(record => record.Saga.ToSummary()).Where(run => SlotRules.Corrects(run, content))];
    }

    public async Task<IReadOnlyList<RunSummary>> ListAsync(RunFilter filter, CancellationToken cancellationToken)
    {
        var query = new SagaQuery<BatchRun>().OrderByDescending(run => run.StartedAt).Take(filter.Limit);
        if (filter.State is { } state)
            query.Where(run => run.State, state);
        if (filter.Dataset is { } dataset)
            query.Where(run => run.Dataset, dataset);
        if (filter.HasQuarantined)
            query.Where(run => run.HasQuarantined, true);
        if (filter.Before is { } before)
        {
            if (await runs.Find(before, cancellationToken) is not { } last)
                return [];
            query.AfterSaga(last.Saga);
        }

        var page = await runs.List(query, cancellationToken);
        return [.. page.Sagas.Select(record => record.Saga.ToSummary())];
    }

    public async Task<IReadOnlyList<QualityPoint>> QualityAsync(QualityFilter filter, CancellationToken cancellationToken)
    {
        var query = new SagaQuery<BatchRun>()
            .Where(run => run.Dataset, filter.Dataset)
            .Where(run => run.State, RunState.Completed)
            .WhereInRange(run => run.StartedAt, from: null, filter.Before)
            .OrderByDescending(run => run.StartedAt)
            .Take(filter.Limit);
        if (filter.Store is { } store)
            query.Where(run => run.QualityOf, store);
        else
            query.Where(run => run.HasQuality, true);
        var page = await runs.List(query, cancellationToken);
        return [.. page.Sagas.Select(record => record.Saga.ToQualityPoint())];
    }

    public async Task<RunDetail?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var history = await runs.FindWithEvents(id, cancellationToken);
        if (history.Record?.Saga is not { } run)
            return null;
        var detail = run.ToDetail([.. history.Events.Select(entry => entry.Read<TimelineEntry>())]);
        return run.HasQuarantined ? detail with { ResubmittedAs = await ChildrenAsync(id, cancellationToken) } : detail;
    }

    public async Task<RunStanding?> StandingAsync(Guid id, CancellationToken cancellationToken) =>
        await runs.Find(id, cancellationToken) is { Saga: var run } ? new RunStanding(run.State, run.Attempt, run.AttemptsInPass) : null;

    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = RunState.All.ToDictionary(state => state, _ => 0);
        foreach (var (state, count) in await runs.CountBy(run => run.State, cancellationToken: cancellationToken))
            counts[state!] = checked((int)count);
        return counts;
    }

    private async Task<IReadOnlyList<Guid>> ChildrenAsync(Guid id, CancellationToken cancellationToken)
    {
        var children = await runs.List(
            new SagaQuery<BatchRun>().Where(run => run.ParentBatchId, id).OrderBy(run => run.StartedAt).Take(Resubmission.Most),
            cancellationToken);
        return [.. children.Sagas.Select(record => record.Saga.CorrelationId)];
    }

    private async Task<List<T>> AllAsync<T>(
        Func<SagaQuery<BatchRun>> query, Func<BatchRun, T> select, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        string? next = null;
        do
        {
            var page = await runs.List(query().Take(Page).After(next), cancellationToken);
            found.AddRange(page.Sagas.Select(record => select(record.Saga)));
            next = page.Next;
        }
        while (next is not null);
        return found;
    }
}
