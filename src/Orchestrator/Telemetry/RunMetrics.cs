using System.Diagnostics.Metrics;
using MassTransit;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Orchestrator.Runs;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Orchestrator.Telemetry;

/// <summary>What runs do, as metrics: each transition, and what the stage's answer that led to it tells.</summary>
internal static class RunMetrics
{
    private static readonly Counter<long> Transitions = PipelineMetrics.RunTransitions.CreateCounter();
    private static readonly Counter<long> Rows = PipelineMetrics.Rows.CreateCounter();
    private static readonly Histogram<double> StageDuration = PipelineMetrics.StageDuration.CreateHistogram();
    private static readonly Histogram<double> LandingToQueryable = PipelineMetrics.LandingToQueryable.CreateHistogram();
    private static readonly Histogram<double> QuarantineShare = PipelineMetrics.QuarantineShare.CreateHistogram();

    /// <summary>Counted once the transition is committed.</summary>
    public static void Entered(BehaviorContext<BatchRun> context, string state, DateTimeOffset now)
    {
        var dataset = Tag(RetailBusTelemetry.Dataset, context.Saga.Dataset);
        CommittedMetrics.Add(context, () => Transitions.Add(1, dataset, Tag(RetailBusTelemetry.State, state)));
        switch (context)
        {
            case BehaviorContext<BatchRun, OrderBatchLanded> { Message: var landed }:
                CommittedMetrics.Add(context, () => Took(dataset, StageNames.Land, now - landed.Object.LandedAt));
                break;
            case BehaviorContext<BatchRun, TransformCompleted> { Message: var transformed }:
                CommittedMetrics.Add(context, () => Transformed(dataset, transformed));
                break;
            case BehaviorContext<BatchRun, LoadCompleted> { Message: var loaded, Saga: var run }:
                DateTimeOffset? landedAt = run.PassAttempt == 1 ? run.LandedAt : null;
                CommittedMetrics.Add(context, () => Loaded(dataset, loaded, landedAt));
                break;
        }
    }

    private static void Transformed(KeyValuePair<string, object?> dataset, TransformCompleted transformed)
    {
        var rows = transformed.Rows;
        Took(dataset, StageNames.Transform, transformed.CompletedAt - transformed.StartedAt);
        Count(dataset, StageNames.Transform, "accepted", rows.Accepted);
        Count(dataset, StageNames.Transform, "quarantined", rows.Quarantined);
        Count(dataset, StageNames.Transform, "duplicate", rows.Duplicates);
        if (rows.Accepted + rows.Quarantined + rows.Duplicates is > 0 and var all)
            QuarantineShare.Record((double)rows.Quarantined / all, dataset);
    }

    private static void Loaded(KeyValuePair<string, object?> dataset, LoadCompleted loaded, DateTimeOffset? landedAt)
    {
        Took(dataset, StageNames.Load, loaded.CommittedAt - loaded.StartedAt);
        Count(dataset, loaded.Rows);

        // A replay's way begins with the replay; its landing says nothing about the pipeline.
        if (landedAt is { } landed)
            LandingToQueryable.Record(Seconds(loaded.CommittedAt - landed), dataset);
    }

    private static void Count(KeyValuePair<string, object?> dataset, LoadCounts rows)
    {
        Count(dataset, StageNames.Load, "inserted", rows.Inserted);
        Count(dataset, StageNames.Load, "updated", rows.Updated);
        Count(dataset, StageNames.Load, "unchanged", rows.Unchanged);
        Count(dataset, StageNames.Load, "superseded", rows.Superseded);
        Count(dataset, StageNames.Load, "retracted", rows.Retracted);
    }

    private static void Count(KeyValuePair<string, object?> dataset, string stage, string outcome, long rows) =>
        Rows.Add(rows, dataset, Tag(RetailBusTelemetry.Stage, stage), Tag(RetailBusTelemetry.Outcome, outcome));

    private static void Took(KeyValuePair<string, object?> dataset, string stage, TimeSpan time) =>
        StageDuration.Record(Seconds(time), dataset, Tag(RetailBusTelemetry.Stage, stage));

    /// <summary>Clocks of two machines differ, and S3 gives whole seconds: nothing took less than no time.</summary>
    private static double Seconds(TimeSpan time) => Math.Max(0, time.TotalSeconds);

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
