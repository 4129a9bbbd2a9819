namespace RetailBus.Transform.Databricks;

/// <summary>
/// Ends runs whose output nobody wants any more. A stop is written before the runs are looked for, and a start looks for stops after its
/// run is noted: whichever comes first, one of the two sees the other.
/// </summary>
internal sealed partial class ExternalStops(ExternalDocuments documents, IDatabricksJobs jobs, TimeProvider time, ILogger<ExternalStops> logger)
{
    /// <summary>Ends an attempt's runs, also one whose start is still on its way.</summary>
    public async Task CancelAsync(string dataset, Guid batchId, int attempt, CancellationToken cancellationToken)
    {
        await documents.PutAsync(ExternalKeys.StopOf(dataset, batchId, attempt), new ExternalStop { StoppedAt = time.GetUtcNow() }, cancellationToken);
        foreach (var key in await documents.KeysAsync(ExternalKeys.RunsOf(dataset, batchId, attempt), cancellationToken))
            await EndAsync(key, cancellationToken);
    }

    /// <summary>Ends the batch's runs of earlier attempts, and of this one under another contract.</summary>
    /// <returns>False when a later attempt has been begun: this one is not to be.</returns>
    public async Task<bool> SupersedeAsync(TransformWork work, ExternalKeys keys, CancellationToken cancellationToken)
    {
        var others = (await documents.KeysAsync(keys.AllRuns, cancellationToken)).Where(key => key != keys.Run).ToList();
        if (others.Exists(key => ExternalKeys.AttemptOf(key) > work.Attempt))
            return false;
        foreach (var key in others)
        {
            var stop = ExternalKeys.StopOf(key);
            if (await documents.FindAsync<ExternalStop>(stop, cancellationToken) is null)
                await documents.PutAsync(stop, new ExternalStop { SupersededBy = keys.ExecutionId, StoppedAt = time.GetUtcNow() }, cancellationToken);
            await EndAsync(key, cancellationToken); // also where a stop stands: who wrote it may have come no further
        }

        return true;
    }

    public async Task<bool> IsStoppedAsync(TransformWork work, ExternalKeys keys, CancellationToken cancellationToken) =>
        await documents.FindAsync<ExternalStop>(ExternalKeys.StopOf(work.Contract.Name, work.BatchId, work.Attempt), cancellationToken) is not null
        || await IsSupersededAsync(keys, cancellationToken);

    public async Task<bool> IsSupersededAsync(ExternalKeys keys, CancellationToken cancellationToken) =>
        await documents.FindAsync<ExternalStop>(keys.Stop, cancellationToken) is not null;

    public async Task<int> LastAttemptAsync(ExternalKeys keys, CancellationToken cancellationToken) =>
        (await documents.KeysAsync(keys.AllRuns, cancellationToken)).Max(ExternalKeys.AttemptOf);

    /// <returns>Whether the workspace took the request; not when the run has ended, or is forgotten.</returns>
    /// <exception cref="DatabricksException">The workspace is busy.</exception>
    public async Task<bool> EndAsync(long runId, CancellationToken cancellationToken)
    {
        try
        {
            await jobs.CancelAsync(runId, cancellationToken);
            LogEnded(runId);
            return true;
        }
        catch (DatabricksException e) when (!e.IsBusy)
        {
            LogNotEnded(e, runId);
            return false;
        }
    }

    /// <summary>As far as it can be done, by who can't come again.</summary>
    public async Task<bool> TryEndAsync(long runId, CancellationToken cancellationToken)
    {
        try
        {
            return await EndAsync(runId, cancellationToken);
        }
        catch (Exception e) when (e is DatabricksException or HttpRequestException or TimeoutException)
        {
            LogNotEnded(e, runId);
            return false;
        }
    }

    private async Task EndAsync(string key, CancellationToken cancellationToken)
    {
        if ((await documents.FindAsync<ExternalRun>(key, cancellationToken))?.RunId is { } runId)
            await EndAsync(runId, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Databricks run {RunId} was asked to end")]
    private partial void LogEnded(long runId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Databricks run {RunId} could not be cancelled")]
    private partial void LogNotEnded(Exception fault, long runId);
}
