using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Failures;
using RetailBus.Platform.Progress;
using RetailBus.Platform.Storage;
using RetailBus.Transform.Spark;

namespace RetailBus.Transform.Databricks;

/// <summary>
/// Transforms by the PySpark job in a Databricks workspace. Nothing here waits for a run: what was started is kept beside the output
/// before it is looked at, and the command comes again later to look.
/// </summary>
internal sealed partial class DatabricksTransformEngine(
    IDatabricksJobs jobs,
    ExternalDocuments documents,
    StageReporter reporter,
    RunNotes notes,
    IOptions<DatabricksOptions> options,
    IOptions<ZoneOptions> zones,
    TimeProvider time,
    ILogger<DatabricksTransformEngine> logger) : ITransformEngine
{
    public string Name => "databricks";

    public async Task<TransformOutput> TransformAsync(TransformWork work, CancellationToken cancellationToken)
    {
        if (work.Source.Resubmission is not null && work.Contract.KeepIdenticalLines)
            throw DatabricksRejections.Resubmission(work.Contract.Name);

        var keys = new ExternalKeys(work);
        try
        {
            var started = await documents.FindAsync<ExternalRun>(keys.Run, cancellationToken);
            if (started is null)
            {
                await StartAsync(work, keys, cancellationToken);
                throw new TransformUnfinishedException(options.Value.CheckAfter);
            }

            return await LookAsync(work, keys, started, cancellationToken);
        }
        catch (DatabricksException e) when (e.IsBusy)
        {
            LogBusy((int)e.Status, e.ErrorCode);
            throw new TransformUnfinishedException(e.RetryAfter ?? options.Value.CheckAfter);
        }
        catch (DatabricksException e)
        {
            throw DatabricksRejections.Refused(e, options.Value);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            LogAway(e);
            throw new TransformUnfinishedException(options.Value.CheckAfter);
        }
    }

    public async Task CancelAsync(string dataset, Guid batchId, int attempt, CancellationToken cancellationToken)
    {
        foreach (var run in await documents.ListAsync<ExternalRun>(ExternalKeys.RunsOf(dataset, batchId, attempt), cancellationToken))
        {
            try
            {
                await jobs.CancelAsync(run.RunId, cancellationToken);
                LogCancelled(run.RunId);
            }
            catch (DatabricksException e) when (!e.IsBusy)
            {
                LogNotCancelled(e, run.RunId); // ended, or forgotten: there is nothing to stop
            }
        }
    }

    /// <summary>A crash between the start and the note of it starts nothing twice: the same token gives the same run.</summary>
    private async Task StartAsync(TransformWork work, ExternalKeys keys, CancellationToken cancellationToken)
    {
        await documents.PutAsync(keys.Parameters, Parameters(work, keys), cancellationToken);
        var parameters = new Dictionary<string, string> { ["parameters"] = documents.Address(keys.Parameters).OriginalString };
        var runId = await jobs.RunNowAsync(keys.IdempotencyToken, parameters, cancellationToken);
        var run = new ExternalRun { Engine = Name, RunId = runId, ExecutionId = keys.ExecutionId, StartedAt = time.GetUtcNow() };
        await documents.PutAsync(keys.Run, run, cancellationToken);
        LogStarted(runId, work.BatchId, work.Attempt);
        await notes.TellAsync(work.BatchId, $"Databricks run {runId} of job {options.Value.JobId} was started for attempt {work.Attempt}.", cancellationToken);
    }

    private JobParameters Parameters(TransformWork work, ExternalKeys keys) => new()
    {
        Program = JsonNode.Parse(SparkProgram.Of(work.Contract).ToJson())!,
        Source = work.Source,
        Form = work.ErasedForm,
        Processed = zones.Value.Processed,
        Quarantine = zones.Value.Quarantine,
        BatchId = work.BatchId,
        Attempt = work.Attempt,
        ExecutionId = keys.ExecutionId,
    };

    private async Task<TransformOutput> LookAsync(TransformWork work, ExternalKeys keys, ExternalRun started, CancellationToken cancellationToken)
    {
        var run = await jobs.GetAsync(started.RunId, cancellationToken);
        if (!run.HasEnded)
        {
            await reporter.TellAsync(work.BatchId, work.Attempt, StageNames.Transform, cancellationToken);
            throw new TransformUnfinishedException(options.Value.CheckAfter);
        }

        await documents.DeleteAsync(keys.Staging, cancellationToken); // a job that was killed leaves rows in it as they landed
        if (run.Succeeded && await documents.FindAsync<BatchManifest>(keys.Output, cancellationToken) is { Quality: { } quality } written)
        {
            return new TransformOutput
            {
                ExecutionId = keys.ExecutionId,
                ExternalRunId = started.RunId.ToString(CultureInfo.InvariantCulture),
                Fingerprint = written.Fingerprint,
                Rows = written.Rows,
                Quality = quality,
                Files = written.Files,
                Quarantine = written.Quarantine,
            };
        }

        if (await documents.FindAsync<ExternalFailure>(keys.Failure, cancellationToken) is { } failure)
            throw new BatchRejectedException(failure.Code, failure.Reason);

        throw DatabricksRejections.Ended(started.RunId, run, await ErrorAsync(run, cancellationToken));
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Databricks run {RunId} was asked to end")]
    private partial void LogCancelled(long runId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Databricks run {RunId} could not be cancelled")]
    private partial void LogNotCancelled(Exception fault, long runId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Databricks has no output of task run {TaskRunId}")]
    private partial void LogNoOutput(Exception fault, long taskRunId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Databricks does not answer; it is asked again later. The stage's deadline goes on")]
    private partial void LogAway(Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Databricks is busy ({Status}, {ErrorCode}); it is asked again later")]
    private partial void LogBusy(int status, string? errorCode);
}
