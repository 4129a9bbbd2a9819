using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Runs;

namespace RetailBus.Orchestrator.Runs;

/// <summary>The messages that a run sends, made from the run as it was before the transition.</summary>
internal static class Commands
{
    public static TransformBatch FirstTransform(OrderBatchLanded landed) => new()
    {
        BatchId = landed.BatchId,
        Attempt = 1,
        Dataset = landed.Dataset,
        Object = landed.Object,
    };

    /// <summary>For the run's attempt, once more.</summary>
    public static TransformBatch Transform(BatchRun run) => Transform(run, run.Attempt);

    public static TransformBatch NextTransform(BatchRun run) => Transform(run, run.Attempt + 1);

    private static TransformBatch Transform(BatchRun run, int attempt) => new()
    {
        BatchId = run.CorrelationId,
        Attempt = attempt,
        Dataset = run.Dataset,
        Object = run.Object,
    };

    public static LoadBatch Load(BatchRun run, TransformCompleted transformed) => new()
    {
        BatchId = run.CorrelationId,
        Attempt = run.Attempt,
        Dataset = run.Dataset,
        Manifest = transformed.Manifest,
    };

    /// <param name="run">A run that has a manifest.</param>
    /// <param name="attempt">The run's attempt, or the next one for a retry.</param>
    public static LoadBatch Load(BatchRun run, int attempt) => new()
    {
        BatchId = run.CorrelationId,
        Attempt = attempt,
        Dataset = run.Dataset,
        Manifest = run.Manifest ?? throw new InvalidOperationException($"Run {run.CorrelationId} has no manifest to load."),
    };

    /// <summary>For the timeline of the run whose rows were corrected.</summary>
    public static AnnotateRun NoteResubmission(Guid child, Resubmission resubmission) => new()
    {
        BatchId = resubmission.ParentBatchId,
        Actor = resubmission.Actor,
        Note = $"Rows resubmitted as {child:D}: {resubmission.Reason}",
    };

    public static ReleaseBatch ReleaseDuplicate(RunSummary duplicate, string reason) => new()
    {
        BatchId = duplicate.Id,
        Seen = new SeenRun(duplicate.State, duplicate.Attempt),
        Actor = StageNames.Reconcile,
        Reason = reason,
    };
}
