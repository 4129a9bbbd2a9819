using Microsoft.Extensions.Options;

namespace RetailBus.Orchestrator.Reconciling;

/// <summary>Looks everywhere a batch leaves a mark, and mends what does not agree.</summary>
internal sealed partial class Reconciler(
    IEnumerable<IReconcileCheck> checks, IOptions<OrchestratorOptions> options, TimeProvider time, ILogger<Reconciler> logger)
{
    /// <param name="repair">False to change nothing.</param>
    /// <param name="actor">Who asked; on the timelines.</param>
    /// <param name="reason">Why; on the timelines.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    public async Task<ReconcileReport> LookAsync(bool repair, string actor, string reason, CancellationToken cancellationToken)
    {
        var look = new ReconcileLook(repair, actor, reason, time.GetUtcNow(), options.Value.ReconcileGrace);
        foreach (var check in checks)
            await RunAsync(check, look, cancellationToken);

        var report = look.End(time.GetUtcNow());
        foreach (var finding in report.Findings)
            Found(logger, finding.Kind, finding.BatchId, finding.Bucket, finding.Key, finding.Detail, repair ? finding.Action : "nothing: only looked");
        Ended(logger, report.Counts.Values.Sum(), (report.EndedAt - report.StartedAt).TotalSeconds);
        return report;
    }

    /// <summary>One place that can't be asked must not keep the others from being looked at.</summary>
    private async Task RunAsync(IReconcileCheck check, ReconcileLook look, CancellationToken cancellationToken)
    {
        try
        {
            await check.RunAsync(look, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            NotChecked(logger, check.Name, e);
            look.Add(new Finding
            {
                Kind = FindingKinds.NotChecked,
                Detail = $"{check.Name} could not be checked to the end ({e.GetType().Name}); the orchestrator's log has the details.",
                Action = "none; the next look tries again",
            });
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Kind}: batch {BatchId}, {Bucket}/{Key}. {Detail} Done: {Action}")]
    private static partial void Found(ILogger logger, string kind, Guid? batchId, string? bucket, string? key, string detail, string action);

    [LoggerMessage(2, LogLevel.Error, "Could not check {Check}")]
    private static partial void NotChecked(ILogger logger, string check, Exception fault);

    [LoggerMessage(3, LogLevel.Information, "The watch looked everywhere: {Findings} findings in {Seconds:F1} s")]
    private static partial void Ended(ILogger logger, int findings, double seconds);
}
