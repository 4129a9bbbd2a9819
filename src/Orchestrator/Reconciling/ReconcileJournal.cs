namespace RetailBus.Orchestrator.Reconciling;

/// <summary>The last report, as long as the process lives.</summary>
internal sealed class ReconcileJournal
{
    private ReconcileReport? _last;

    public ReconcileReport? Last => Volatile.Read(ref _last);

    public void Add(ReconcileReport report) => Volatile.Write(ref _last, report);
}
