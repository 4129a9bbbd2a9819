using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Failures;
using RetailBus.Platform.Progress;
using RetailBus.Platform.Storage;
using RetailBus.Transform.Hosting;
using RetailBus.Transform.Spark;

namespace RetailBus.Transform.Databricks;

/// <summary>
/// Transforms by the PySpark job in a Databricks workspace. Nothing here waits for a run: what was started is kept beside the output
/// before it is looked at, and the command comes again later to look.
/// </summary>
internal sealed partial class DatabricksTransformEngine(
    IDatabricksJobs jobs,
    ExternalDocuments documents,
    ExternalStops stops,
    StageReporter reporter,
    RunNotes notes,
    IOptions<DatabricksOptions> options,
    IOptions<ZoneOptions> zones,
    IOptions<TransformOptions> transform,
    TimeProvider time,
    ILogger<DatabricksTransformEngine> logger) : ITransformEngine
{
    public string Name => "databricks";

    public async Task<TransformOutput> TransformAsync(TransformWork work, CancellationToken cancellationToken)
    {
        if (work.Source.Resubmission is not null && work.Contract.KeepIdenticalLines)
            throw DatabricksRejections.Resubmission(work.Contract.Name);

        var keys = new ExternalKeys(work);
        var started = await documents.FindAsync<ExternalRun>(keys.Run, cancellationToken);
        try
        {
            if (started?.RunId is { } runId)
                return await LookAsync(work, keys, started, runId, cancellationToken);
            if (started is not null && IsOverdue(started))
                throw DatabricksRejections.GivenUp(null, options.Value.GiveUpAfter, isAsked: false);
            await StartAsync(work, keys, started, cancellationToken);
            throw new TransformUnfinishedException(options.Value.CheckAfter);
        }
        catch (DatabricksException e) when (e.IsBusy)
        {
            LogBusy((int)e.Status, e.ErrorCode);
            throw await LaterAsync(started, e.RetryAfter, cancellationToken);
        }
        catch (DatabricksException e)
        {
            throw DatabricksRejections.Refused(e, options.Value);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            LogAway(e);
            throw await LaterAsync(started, after: null, cancellationToken);
        }
    }

    public Task CancelAsync(string dataset, Guid batchId, int attempt, CancellationToken cancellationToken) =>
        stops.CancelAsync(dataset, batchId, attempt, cancellationToken);

    /// <summary>
    /// A crash between the start and the note of it starts nothing twice: the same token gives the same run. What is to be stopped is asked
    /// after the note stands, so that either this start sees it or who stops sees the note.
    /// </summary>
    private async Task StartAsync(TransformWork work, ExternalKeys keys, ExternalRun? asked, CancellationToken cancellationToken)
    {
        var isStopped = await stops.IsStoppedAsync(work, keys, cancellationToken);
        if (isStopped && asked is null)
            throw DatabricksRejections.Stopped(work.Attempt);

        await documents.PutAsync(keys.Parameters, Parameters(work, keys), cancellationToken);
        var run = asked ?? new ExternalRun { Engine = Name, ExecutionId = keys.ExecutionId, StartedAt = time.GetUtcNow() };
        if (asked is null)
            await documents.PutAsync(keys.Run, run, cancellationToken);
        if (!isStopped && !await stops.SupersedeAsync(work, keys, cancellationToken))
            throw DatabricksRejections.Stopped(work.Attempt);

        var parameters = new Dictionary<string, string> { ["parameters"] = documents.Address(keys.Parameters).OriginalString };
        var runId = await jobs.RunNowAsync(keys.IdempotencyToken, parameters, cancellationToken);
        await documents.PutAsync(keys.Run, run with { RunId = runId }, cancellationToken);
        LogStarted(runId, work.BatchId, work.Attempt);
        if (isStopped || await stops.IsStoppedAsync(work, keys, cancellationToken))
        {
            await stops.EndAsync(runId, cancellationToken);
            throw DatabricksRejections.Stopped(work.Attempt);
        }

        await notes.TellAsync(work.BatchId, $"Databricks run {runId} of job {options.Value.JobId} was started for attempt {work.Attempt}.", cancellationToken);
    }

    private bool IsOverdue(ExternalRun started) => time.GetUtcNow() - started.StartedAt >= options.Value.GiveUpAfter;

    /// <summary>Comes again later, unless it has done so for too long.</summary>
    private async Task<Exception> LaterAsync(ExternalRun? started, TimeSpan? after, CancellationToken cancellationToken)
    {
        if (started is null || !IsOverdue(started))
            return new TransformUnfinishedException(after ?? options.Value.CheckAfter);
        var isAsked = started.RunId is { } runId && await stops.TryEndAsync(runId, cancellationToken);
        return DatabricksRejections.GivenUp(started.RunId, options.Value.GiveUpAfter, isAsked);
    }

    private JobParameters Parameters(TransformWork work, ExternalKeys keys) => new()
    {
        Program = JsonNode.Parse(SparkProgram.Of(work.Contract).ToJson())!,
        Source = work.Source,
        Form = work.ErasedForm,
        Limits = JobLimits.Of(transform.Value),
        Processed = zones.Value.Processed,
        Quarantine = zones.Value.Quarantine,
        BatchId = work.BatchId,
        Attempt = work.Attempt,
        ExecutionId = keys.ExecutionId,
    };

    private async Task<TransformOutput> LookAsync(
        TransformWork work, ExternalKeys keys, ExternalRun started, long runId, CancellationToken cancellationToken)
    {
        var run = await jobs.GetAsync(runId, cancellationToken);
        if (!run.HasEnded)
        {
            if (IsOverdue(started))
                throw await LaterAsync(started, after: null, cancellationToken);
            await reporter.TellAsync(work.BatchId, work.Attempt, StageNames.Transform, cancellationToken);
            throw new TransformUnfinishedException(options.Value.CheckAfter);
        }

        await documents.DeleteAsync(keys.Staging, cancellationToken); // a job that was killed leaves rows in it as they landed
        if (run.Succeeded && await documents.FindAsync<BatchManifest>(keys.Output, cancellationToken) is { Quality: { } quality } written)
        {
            return new TransformOutput
            {
                ExecutionId = keys.ExecutionId,
                ExternalRunId = runId.ToString(CultureInfo.InvariantCulture),
                Fingerprint = written.Fingerprint,
                Rows = written.Rows,
                Quality = quality,
                Files = written.Files,
                Quarantine = written.Quarantine,
            };
        }

        if (await documents.FindAsync<ExternalFailure>(keys.Failure, cancellationToken) is { } failure)
            throw new BatchRejectedException(failure.Code, failure.Reason);

        // Another contract's run has taken its place: who has that contract goes on with it, or the stage's deadline brings a further attempt.
        if (run.IsCancelled && await stops.IsSupersededAsync(keys, cancellationToken))
            throw work.Attempt < await stops.LastAttemptAsync(keys, cancellationToken)
                ? DatabricksRejections.Stopped(work.Attempt)
                : await LaterAsync(started, after: null, cancellationToken);
        throw DatabricksRejections.Ended(runId, run, await ErrorAsync(run, cancellationToken));
    }

    /// <summary>What the job said of its failure is of use, but not what the run's end waits for.</summary>
    private async Task<string?> ErrorAsync(DatabricksRun run, CancellationToken cancellationToken)
    {
        if (run.TaskRunId is not { } task)
            return null;
        try
        {
            return await jobs.ErrorAsync(task, cancellationToken);
        }
        catch (DatabricksException e) when (!e.IsBusy)
        {
            LogNoOutput(e, task);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Databricks run {RunId} was started for batch {BatchId}, attempt {Attempt}")]
    private partial void LogStarted(long runId, Guid batchId, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Databricks has no output of task run {TaskRunId}")]
    private partial void LogNoOutput(Exception fault, long taskRunId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Databricks does not answer; it is asked again later. The stage's deadline goes on")]
    private partial void LogAway(Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Databricks is busy ({Status}, {ErrorCode}); it is asked again later")]
    private partial void LogBusy(int status, string? errorCode);
}
