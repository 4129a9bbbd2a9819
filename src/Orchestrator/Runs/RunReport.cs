using RetailBus.Contracts.Runs;

namespace RetailBus.Orchestrator.Runs;

/// <summary>A run as the API shows it.</summary>
public static class RunReport
{
    public static RunSummary ToSummary(this BatchRun run) => run.ToDetail([]);

    public static RunDetail ToDetail(this BatchRun run, IReadOnlyList<TimelineEntry> timeline)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new RunDetail
        {
            Id = run.CorrelationId,
            Dataset = run.Dataset,
            State = run.State,
            Reason = run.Reason,
            FailureCode = run.FailureCode,
            Attempt = run.Attempt,
            Object = run.Object,
            Fingerprint = run.Fingerprint,
            ContractVersion = run.ContractVersion,
            DuplicateOf = run.DuplicateOf,
            Rows = Rows(run),
            Balanced = Reconciliation.Balanced(run.Transformed, run.Loaded),
            Timings = Timings(run),
            Progress = run.Progress,
            TraceId = run.TraceId,
            Manifest = run.Manifest,
            Quality = Quality(run),
            Timeline = timeline,
        };
    }

    /// <summary>Of a run that is completed and has figures.</summary>
    internal static QualityPoint ToQualityPoint(this BatchRun run) => new()
    {
        RunId = run.CorrelationId,
        Key = run.Key,
        LandedAt = run.LandedAt,
        StartedAt = run.StartedAt,
        Rows = run.Transformed!,
        Quality = Quality(run)!,
    };

    private static RunQuality? Quality(BatchRun run) =>
        run.Quality is { } figures ? new RunQuality { Figures = figures, Warnings = run.QualityWarnings ?? [] } : null;

    private static RunRows Rows(BatchRun run) => new()
    {
        Landed = run.Transformed?.Records,
        Headers = run.Transformed?.Headers,
        Accepted = run.Transformed?.Accepted,
        Quarantined = run.Transformed?.Quarantined,
        Duplicates = run.Transformed?.Duplicates,
        Inserted = run.Loaded?.Inserted,
        Updated = run.Loaded?.Updated,
        Unchanged = run.Loaded?.Unchanged,
        Superseded = run.Loaded?.Superseded,
        Retracted = run.Loaded?.Retracted,
    };

    private static RunTimings Timings(BatchRun run) => new()
    {
        LandedAt = run.LandedAt,
        StartedAt = run.StartedAt,
        TransformStartedAt = run.TransformStartedAt,
        TransformCompletedAt = run.TransformCompletedAt,
        LoadStartedAt = run.LoadStartedAt,
        CommittedAt = run.CommittedAt,
        EndedAt = run.EndedAt,
    };
}
