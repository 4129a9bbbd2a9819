using RetailBus.Orchestrator.Runs;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Storage;

/// <summary>How runs are stored: the state as one document, what is searched for in columns beside it, the timeline in rows of its own.</summary>
internal static class RunTable
{
    public static void Declare(SagaTableBuilder<BatchRun> table) => table
        .Table("runs")
        .Lookup("state", run => run.State, required: true, indexed: false)
        .Lookup("dataset", run => run.Dataset, required: true, indexed: false)
        .Lookup("fingerprint", run => run.Fingerprint, indexed: false)
        .Lookup("contract_version", run => run.ContractVersion, indexed: false)
        .Lookup("bucket", run => run.Bucket, required: true, indexed: false)
        .Lookup("object_key", run => run.Key, required: true, indexed: false)
        .Lookup("landed_at", run => run.LandedAt)
        .Lookup("started_at", run => run.StartedAt)
        .Lookup("changed_at", run => run.UpdatedAt, indexed: false)
        .Lookup("deadline_at", run => run.DeadlineAt)
        .Lookup("duplicate_of", run => run.DuplicateOf)
        .Lookup("parent_batch", run => run.ParentBatchId)
        .Lookup("has_quarantined", run => run.HasQuarantined, indexed: false)
        .Lookup("has_quality", run => run.HasQuality, indexed: false)
        .Lookup("quality_of", run => run.QualityOf, indexed: false)
        .Index("dataset", "state", "quality_of", "started_at")
        .Index("has_quarantined", "started_at")
        .Index("state", "started_at")
        .Index("dataset", "started_at")
        .Index("fingerprint", "contract_version")
        .Index("bucket", "object_key", "landed_at")
        .Events(run => run.TakeNewEntries());
}
