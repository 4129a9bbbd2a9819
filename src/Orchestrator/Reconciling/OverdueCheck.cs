using RetailBus.Orchestrator.Runs;
using RetailBus.Orchestrator.Watch;

namespace RetailBus.Orchestrator.Reconciling;

/// <summary>Runs whose stage is past its deadline, because its command or its answer was lost or it hangs: the saga is told, and decides.</summary>
internal sealed class OverdueCheck(OverdueRuns overdue) : IReconcileCheck
{
    public string Name => "deadlines";

    public async Task RunAsync(ReconcileLook look, CancellationToken cancellationToken)
    {
        await foreach (var run in overdue.FindAsync(cancellationToken))
        {
            if (look.Repair)
                await overdue.ExpireAsync(run, cancellationToken);
            look.Add(Finding(run));
        }
    }

    private static Finding Finding(BatchRun run) => new()
    {
        Kind = FindingKinds.RunOverdue,
        BatchId = run.CorrelationId,
        Bucket = run.Bucket,
        Key = run.Key,
        Detail = $"The run is {run.State}, attempt {run.Attempt}, and its deadline passed at {run.DeadlineAt:yyyy-MM-dd HH:mm:ss}Z.",
        Action = run.AskedAgain ? "failed: the stage was asked twice" : "the stage was asked again",
    };
}
