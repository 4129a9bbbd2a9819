using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Runs;

namespace RetailBus.Orchestrator.Runs;

/// <summary>The events by which others learn how a run went.</summary>
internal static class Announcements
{
    public static BatchCompleted Completed(BatchRun run, LoadCompleted loaded, DateTimeOffset now) => new()
    {
        BatchId = run.CorrelationId,
        Dataset = run.Dataset,
        Object = run.Object,
        Transformed = run.Transformed!,
        Loaded = loaded.Rows,
        CompletedAt = now,
    };

    public static BatchFailed Failed(BatchRun run, string stage, StageFailure failure, DateTimeOffset now) => new()
    {
        BatchId = run.CorrelationId,
        Dataset = run.Dataset,
        Object = run.Object,
        Stage = stage,
        Failure = failure,
        FailedAt = now,
    };

    public static BatchHeld Held(BatchRun run, TransformCompleted transformed, string reason, DateTimeOffset now) => new()
    {
        BatchId = run.CorrelationId,
        Dataset = run.Dataset,
        Object = run.Object,
        Transformed = transformed.Rows,
        Reason = reason,
        HeldAt = now,
    };

    public static BatchOverdue Overdue(BatchRun run, string reason) => new()
    {
        BatchId = run.CorrelationId,
        Dataset = run.Dataset,
        Object = run.Object,
        Stage = run.State == RunState.Transforming ? StageNames.Transform : StageNames.Load,
        Attempt = run.Attempt,
        Reason = reason,
        DeadlineAt = run.DeadlineAt!.Value,
    };
}
