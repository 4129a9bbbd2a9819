using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Ledger;
using RetailBus.Orchestrator.Runs;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Reconciling;

/// <summary>
/// The contents of a Duplicate are still what some slot holds. A verdict that raced a correction of the other slot may stand on rows that
/// are gone: such a run is released, and its rows come back.
/// </summary>
internal sealed class DuplicateCheck(ISagaReader<BatchRun> runs, IRunLedger ledger, RunRepairs repairs) : IReconcileCheck
{
    private const int Page = 200;

    public string Name => "duplicates";

    public async Task RunAsync(ReconcileLook look, CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var page = await runs.List(new SagaQuery<BatchRun>().Where(run => run.State, RunState.Duplicate).Take(Page).After(next), cancellationToken);
            foreach (var run in page.Sagas.Select(record => record.Saga).Where(run => run.UpdatedAt < look.Settled))
                await CheckAsync(look, run, cancellationToken);
            next = page.Next;
        }
        while (next is not null);
    }

    private async Task CheckAsync(ReconcileLook look, BatchRun run, CancellationToken cancellationToken)
    {
        look.Checked("duplicates");
        var holder = run.DuplicateOf is { } id ? (await runs.Find(id, cancellationToken))?.Saga : null;
        if (holder is not null && !RunState.IsSettled(holder.State))
            return; // being replayed, say; what it will hold is not known yet

        // The other one may have been replayed under a newer contract meanwhile: it holds the same bytes all the same.
        var contract = holder?.ContractVersion ?? run.ContractVersion!;
        var content = new LandedContent(run.CorrelationId, run.Dataset, contract, run.Fingerprint!, run.Object);
        if (await ledger.FindDuplicateAsync(content, cancellationToken) is not null)
            return;

        var isCurrent = contract == run.ContractVersion;
        if (look.Repair)
            await RepairAsync(look, run, isCurrent, cancellationToken);
        look.Add(new Finding
        {
            Kind = FindingKinds.DuplicateNotHeld,
            BatchId = run.CorrelationId,
            Bucket = run.Bucket,
            Key = run.Key,
            Detail = $"The run was not loaded because run {run.DuplicateOf:D} held the same bytes; that one's slot does not hold them any more.",
            Action = isCurrent ? "released" : "replayed, since the contract has changed meanwhile",
        });
    }

    /// <summary>What an older contract made of the rows must not win over what the newer one makes.</summary>
    private Task RepairAsync(ReconcileLook look, BatchRun run, bool isCurrent, CancellationToken cancellationToken)
    {
        const string Why = "No other slot holds these contents any more.";
        return isCurrent ? repairs.ReleaseAsync(run, look, Why, cancellationToken) : repairs.ReplayAsync([run], look, Why, cancellationToken);
    }
}
