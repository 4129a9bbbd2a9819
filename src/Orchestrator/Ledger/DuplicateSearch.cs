using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Runs;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Ledger;

/// <summary>
/// Finds the run that makes a landing a repeat, by <see cref="SlotRules"/> on committed runs. It reads a bounded number of runs however
/// often a slot was landed in; beyond that there is doubt, and in doubt a batch is loaded.
/// </summary>
internal sealed class DuplicateSearch(ISagaReader<BatchRun> runs)
{
    private const int Candidates = 10;
    private const int SlotRuns = 500;

    /// <summary>Timestamps are stored in microseconds, so that a range that ends here includes its last one.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMicroseconds(1);

    public async Task<RunSummary?> FindAsync(LandedContent content, CancellationToken cancellationToken)
    {
        var loaded = await LoadedBeforeAsync(content, cancellationToken);
        if (loaded.Count == 0 || await ChangesItsSlotAsync(content, cancellationToken))
            return null;

        foreach (var run in loaded)
        {
            var (slot, complete) = await SlotAsync(run.Object, run.Object.LandedAt, before: null, cancellationToken);
            if (complete && SlotRules.StillHolds(slot, run, content))
                return run;
        }

        return null;
    }

    /// <summary>The newest first: in a slot that is landed in again and again, it has the fewest landings after it.</summary>
    private async Task<List<RunSummary>> LoadedBeforeAsync(LandedContent content, CancellationToken cancellationToken)
    {
        var query = new SagaQuery<BatchRun>()
            .Where(run => run.Fingerprint, content.Fingerprint)
            .Where(run => run.ContractVersion, content.ContractVersion)
            .Where(run => run.Dataset, content.Dataset)
            .Where(run => run.State, RunState.Completed)
            .OrderByDescending(run => run.StartedAt)
            .Take(Candidates);
        var page = await runs.List(query, cancellationToken);
        return [.. page.Sagas.Select(record => record.Saga.ToSummary()).Where(run => SlotRules.HasLoaded(run, content))];
    }

    private async Task<bool> ChangesItsSlotAsync(LandedContent content, CancellationToken cancellationToken)
    {
        var landedAt = content.Object.LandedAt;
        var (slot, complete) = await SlotAsync(content.Object, from: null, landedAt + Least, cancellationToken);

        // The newest ones suffice, unless all of them have this landing's time and the one before it is not among them.
        return (!complete && slot[^1].Object.LandedAt >= landedAt) || SlotRules.ChangesItsSlot(slot, content);
    }

    private async Task<(IReadOnlyList<RunSummary> Runs, bool Complete)> SlotAsync(
        LandedObject slot, DateTimeOffset? from, DateTimeOffset? before, CancellationToken cancellationToken)
    {
        var query = new SagaQuery<BatchRun>()
            .Where(run => run.Bucket, slot.Bucket)
            .Where(run => run.Key, slot.Key)
            .WhereInRange(run => run.LandedAt, from, before)
            .OrderByDescending(run => run.LandedAt)
            .Take(SlotRuns);
        var page = await runs.List(query, cancellationToken);
        return ([.. page.Sagas.Select(record => record.Saga.ToSummary())], page.Next is null);
    }
}
