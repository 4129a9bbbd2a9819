namespace RetailBus.Transform.Databricks;

/// <summary>The part of Databricks' Jobs API by which the configured job is run, watched and stopped.</summary>
/// <remarks>
/// Each throws <see cref="DatabricksException"/> when the workspace refuses the request, <see cref="HttpRequestException"/> when it can't be
/// reached, and <see cref="TimeoutException"/> when it does not answer within <see cref="DatabricksOptions.RequestTimeout"/>.
/// </remarks>
internal interface IDatabricksJobs
{
    /// <summary>Starts the configured job.</summary>
    /// <param name="idempotencyToken">At most 64 characters. The workspace gives the same run for the same token.</param>
    /// <param name="parameters">The job's parameters.</param>
    /// <param name="cancellationToken">Stops the request; the run may have been started.</param>
    /// <returns>The run's id.</returns>
    Task<long> RunNowAsync(string idempotencyToken, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken);

    Task<DatabricksRun> GetAsync(long runId, CancellationToken cancellationToken);

    /// <summary>What a task's run says of its own failure; null when it says nothing.</summary>
    Task<string?> ErrorAsync(long taskRunId, CancellationToken cancellationToken);

    /// <summary>The configured job's name.</summary>
    Task<string> NameAsync(CancellationToken cancellationToken);

    /// <summary>Asks for a run's end; one that has ended is left as it is.</summary>
    Task CancelAsync(long runId, CancellationToken cancellationToken);
}
