using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Runs;
using RetailBus.Orchestrator.Services;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Replays;

/// <summary>Finds the runs of a selection, in the order of their landing.</summary>
internal sealed class ReplaySelector(ISagaReader<BatchRun> runs, WarehouseClient warehouse)
{
    private const int Page = 1000;

    /// <param name="selection">Which runs.</param>
    /// <param name="limit">Runs to find at most.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="HttpRequestException">A store was named, and the warehouse's service does not answer.</exception>
    public async Task<IReadOnlyList<RunSummary>> FindAsync(ReplaySelection selection, int limit, CancellationToken cancellationToken)
    {
        var ofStore = selection.Store is { } store ? await warehouse.BatchesOfStoreAsync(selection.Dataset, store, cancellationToken) : null;
        var query = new SagaQuery<BatchRun>()
            .WhereIn(run => run.State, selection.States)
            .WhereInRange(run => run.LandedAt, selection.From, selection.To)
            .OrderBy(run => run.LandedAt)
            .Take(Page);
        if (selection.Dataset is { } dataset)
            query.Where(run => run.Dataset, dataset);

        var found = new List<RunSummary>();
        string? next = null;
        do
        {
            var page = await runs.List(query.After(next), cancellationToken);
            found.AddRange(page.Sagas.Select(record => record.Saga)
                .Where(run => ofStore?.Contains(run.CorrelationId) != false)
                .Take(limit - found.Count)
                .Select(run => run.ToSummary()));
            next = page.Next;
        }
        while (next is not null && found.Count < limit);
        return found;
    }
}
