using System.Diagnostics;
using MassTransit;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Bus;
using RetailBus.Platform.Failures;
using RetailBus.Platform.Progress;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Warehouse.Loading;

/// <summary>LOAD: what the manifest names goes to the warehouse; the run hears the counts, or why not.</summary>
internal sealed class LoadBatchConsumer(
    ManifestReader manifests,
    IBatchStage stage,
    GroupCommitter committer,
    IWarehouse warehouse,
    StageReporter reporter,
    TimeProvider time,
    ILogger<LoadBatchConsumer> logger) : IConsumer<LoadBatch>
{
    /// <summary>How often a batch is staged whose files were changed while they were loaded.</summary>
    private const int MostStagings = 3;

    public async Task Consume(ConsumeContext<LoadBatch> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var command = context.Message;
        using var scope = LoadLog.Batch(logger, command.BatchId);
        Activity.Current.OfBatch(command.BatchId, command.Dataset, command.Attempt);
        var startedAt = time.GetUtcNow();
        LoadOutcome outcome;
        try
        {
            outcome = await LoadAsync(command, context.CancellationToken);
        }
        catch (Exception fault)
        {
            outcome = LoadOutcome.Failed(fault);
        }

        if (outcome.Fault is not null)
            await ReportFailureAsync(context, outcome.Fault, startedAt);
        else
            await ReportSuccessAsync(context, outcome, startedAt);
    }

    private async Task<LoadOutcome> LoadAsync(LoadBatch command, CancellationToken cancellationToken)
    {
        await using var report = reporter.Begin(command.BatchId, command.Attempt, StageNames.Load, () => warehouse.Pulse);
        using var span = Activity.Current is null ? null : LoadSpans.Start("batch");
        span.OfBatch(command.BatchId, command.Dataset, command.Attempt);
        try
        {
            for (var stagings = 1; ; stagings++)
            {
                var outcome = await StageAndLoadAsync(command, span, cancellationToken);
                span?.SetTag(RetailBusTelemetry.ExternalRunId, outcome.ExternalRunId);
                if (outcome.Fault is BatchRejectedException { Code: FailureCodes.OutputChanged } changed && stagings >= MostStagings)
                    throw changed;
                if (outcome.Fault is not (ErasedMeanwhileException or BatchRejectedException { Code: FailureCodes.OutputChanged }))
                    return outcome;
                LoadLog.StagedAgain(logger);
            }
        }
        catch (BatchRejectedException e) when (e.Code == FailureCodes.OutputChanged)
        {
            // An erasure or the retention may have changed what an earlier delivery had loaded.
            return await warehouse.FindAsync(command, cancellationToken) ?? LoadOutcome.Failed(e);
        }
    }

    private async Task<LoadOutcome> StageAndLoadAsync(LoadBatch command, Activity? span, CancellationToken cancellationToken)
    {
        var erasures = await warehouse.CountErasuresAsync(command.Dataset, cancellationToken);
        var (manifest, files) = await StageAsync(command, cancellationToken);
        await using var staged = files;
        span?.SetTag(RetailBusTelemetry.Rows, manifest.Rows.Accepted);
        return await committer.LoadAsync(new StagedBatch
        {
            Attempt = command.Attempt,
            Manifest = manifest,
            Reference = command.Manifest,
            Locations = files.Locations,
            Erasures = erasures,
            AreFilesUnchanged = files.AreUnchangedAsync,
            Trace = Activity.Current?.Context ?? default,
        });
    }

    private async Task<(BatchManifest Manifest, IStagedFiles Files)> StageAsync(LoadBatch command, CancellationToken cancellationToken)
    {
        using var span = LoadSpans.Start("stage");
        try
        {
            var manifest = await manifests.ReadAsync(command, cancellationToken);
            span?.SetTag(RetailBusTelemetry.Bytes, manifest.Files.Sum(file => file.Bytes));
            return (manifest, await stage.StageAsync(manifest, cancellationToken));
        }
        catch (Exception fault)
        {
            span.Fail(fault);
            throw;
        }
    }

    private Task ReportSuccessAsync(ConsumeContext<LoadBatch> context, LoadOutcome outcome, DateTimeOffset startedAt)
    {
        var counts = outcome.Counts!;
        LoadLog.BatchLoaded(
            logger, counts.Inserted, counts.Updated, counts.Unchanged, counts.Superseded, counts.Retracted, outcome.WasLoaded);
        Activity.Current?.SetTag(RetailBusTelemetry.Rows, counts.Total);
        return context.AnswerAsync(
            new LoadCompleted
            {
                BatchId = context.Message.BatchId,
                Attempt = context.Message.Attempt,
                Dataset = context.Message.Dataset,
                Rows = counts,
                StartedAt = startedAt,
                CommittedAt = outcome.CommittedAt,
            });
    }

    /// <exception cref="Exception">The fault itself, when another try may help.</exception>
    private Task ReportFailureAsync(ConsumeContext<LoadBatch> context, Exception fault, DateTimeOffset startedAt)
    {
        if (!StageRetry.IsFinal(context, fault))
        {
            LoadLog.BatchTriedAgain(logger, fault);
            return Task.FromException(fault);
        }

        var failure = FaultClassifier.Describe(fault);
        Activity.Current.Fail(fault);
        LoadLog.BatchFailed(logger, failure.Code, failure.Reason, fault);
        return context.AnswerAsync(
            new LoadFailed
            {
                BatchId = context.Message.BatchId,
                Attempt = context.Message.Attempt,
                Dataset = context.Message.Dataset,
                Failure = failure,
                StartedAt = startedAt,
                FailedAt = time.GetUtcNow(),
            });
    }
}
