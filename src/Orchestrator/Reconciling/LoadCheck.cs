using RetailBus.Contracts.Names;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Runs;
using RetailBus.Orchestrator.Services;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Reconciling;

/// <summary>
/// The warehouse's load history and the Completed runs are the same batches. A run that has not heard of its load has the load commanded
/// again, once, and the load history answers; a Completed run without a load is replayed.
/// </summary>
internal sealed class LoadCheck(ISagaReader<BatchRun> runs, WarehouseClient warehouse, RunRepairs repairs) : IReconcileCheck
{
    private const int Page = 1000;

    public string Name => "loads of the warehouse";

    public async Task RunAsync(ReconcileLook look, CancellationToken cancellationToken)
    {
        var loads = await ReadAsync(look, cancellationToken);
        var lost = new List<BatchRun>();
        string? next = null;
        do
        {
            var page = await runs.List(new SagaQuery<BatchRun>().Take(Page).After(next), cancellationToken);
            foreach (var run in page.Sagas.Select(record => record.Saga))
            {
                look.Checked("runs");
                loads.Remove(run.CorrelationId, out var load);
                if (run.State != RunState.Completed)
                    await CheckOpenAsync(look, run, load, cancellationToken);
                else if (IsMissing(run, load) && run.UpdatedAt < look.Settled)
                    lost.Add(run);
            }

            next = page.Next;
        }
        while (next is not null);

        await ReplayAsync(look, lost, cancellationToken);
        foreach (var load in loads.Values)
            look.Add(WithoutRun(load));
    }

    /// <summary>The newest load of each batch.</summary>
    private async Task<Dictionary<Guid, StoredLoad>> ReadAsync(ReconcileLook look, CancellationToken cancellationToken)
    {
        var loads = new Dictionary<Guid, StoredLoad>();
        await foreach (var load in warehouse.LoadsAsync(cancellationToken))
        {
            look.Checked("loads");
            loads[load.BatchId] = load; // attempts come in rising order
        }

        return loads;
    }

    /// <summary>Whether the warehouse has no load of the pass that the run completed.</summary>
    private static bool IsMissing(BatchRun run, StoredLoad? load) => load is null || load.Attempt < run.PassAttempt;

    private async Task CheckOpenAsync(ReconcileLook look, BatchRun run, StoredLoad? load, CancellationToken cancellationToken)
    {
        if (IsMissing(run, load) || load!.CommittedAt >= look.Settled || run.UpdatedAt >= look.Settled)
            return;

        var waits = run.Manifest is not null && (run.State is RunState.Loading or RunState.Cancelling or RunState.Cancelled
            || run is { State: RunState.Failed, FailedStage: StageNames.Load });
        var wasAsked = run.WasRedriven(StageNames.Load);
        if (waits && !wasAsked && look.Repair)
            await repairs.RedriveAsync(run, look, "The warehouse has the load, and its answer was lost.", cancellationToken);
        look.Add(new Finding
        {
            Kind = FindingKinds.LoadWithoutCompletedRun,
            BatchId = run.CorrelationId,
            Bucket = run.Bucket,
            Key = run.Key,
            Detail = $"The warehouse loaded {load.Accepted:N0} rows at {load.CommittedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, but the run is {run.State}.",
            Action = (waits, wasAsked) switch
            {
                (false, _) => "none; look at the run's timeline",
                (true, false) => "the load was asked for its answer again",
                (true, true) => RunRepairs.AskedBefore(run),
            },
        });
    }

    private async Task ReplayAsync(ReconcileLook look, List<BatchRun> lost, CancellationToken cancellationToken)
    {
        if (lost.Count > 0 && look.Repair)
            await repairs.ReplayAsync(lost, look, "The warehouse does not have the load that completed the run.", cancellationToken);
        foreach (var run in lost)
        {
            look.Add(new Finding
            {
                Kind = FindingKinds.CompletedWithoutLoad,
                BatchId = run.CorrelationId,
                Bucket = run.Bucket,
                Key = run.Key,
                Detail = $"The run completed at {run.EndedAt:yyyy-MM-dd HH:mm:ss}Z with {run.Transformed?.Accepted:N0} rows; "
                    + "the warehouse does not have its load.",
                Action = "replayed",
            });
        }
    }

    private static Finding WithoutRun(StoredLoad load) => new()
    {
        Kind = FindingKinds.LoadWithoutRun,
        BatchId = load.BatchId,
        Bucket = load.Bucket,
        Key = load.Key,
        Detail = $"The warehouse loaded {load.Accepted:N0} rows of the batch, and no run of it is known.",
        Action = "none; if the batch's object is still in the raw zone, it is announced again from there",
    };
}
