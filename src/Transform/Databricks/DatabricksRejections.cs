using System.Net;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;

namespace RetailBus.Transform.Databricks;

/// <summary>Why a run in the workspace gave no output, in an operator's words.</summary>
internal static class DatabricksRejections
{
    private const int LongestError = 300;

    public static BatchRejectedException Refused(DatabricksException fault, DatabricksOptions options) => fault.Status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(
            FailureCodes.AccessDenied,
            $"Databricks refused the request ({Code(fault)}). Check the service principal of Transform:Databricks, and that it may manage runs of job "
            + $"{options.JobId}; then retry the run.",
            fault),
        _ => new(
            FailureCodes.Unavailable,
            $"Databricks did not take the request ({Code(fault)}). Check Transform:Databricks:Host and that job {options.JobId} exists; then retry the run.",
            fault),
    };

    public static BatchRejectedException Ended(long runId, DatabricksRun run, string? error)
    {
        var said = (error ?? run.Message)?.Split('\n')[0].Trim();
        if (said is { Length: > LongestError })
            said = $"{said[..LongestError]}…";
        var why = string.IsNullOrEmpty(said) ? "" : $" ({said.TrimEnd('.')})";
        var page = run.Page is null ? "" : $" Its page: {run.Page}";
        return run switch
        {
            _ when run.IsCancelled => new(
                FailureCodes.Cancelled, $"Databricks run {runId} was cancelled in the workspace{why}. Retry the run to start it again.{page}"),
            _ => new(
                FailureCodes.RunElsewhere,
                $"Databricks run {runId} ended as {run.State} and left no output{why}. See the run's page for its logs, then retry the run.{page}"),
        };
    }

    /// <param name="runId">Null where the workspace never told of one.</param>
    /// <param name="after">For how long it was waited.</param>
    /// <param name="isAsked">Whether the workspace took the request to end the run.</param>
    public static BatchRejectedException GivenUp(long? runId, TimeSpan after, bool isAsked) => runId is { } id
        ? new(
            FailureCodes.RunElsewhere,
            $"Databricks run {id} had not been seen to end after {Words(after)} and was given up (Transform:Databricks:GiveUpAfter). "
            + (isAsked ? "It was asked to end. " : "It could not be asked to end: end it in the workspace. ")
            + "See why it took so long, then retry the run.")
        : new(
            FailureCodes.Unavailable,
            $"Databricks started no run within {Words(after)} and was given up (Transform:Databricks:GiveUpAfter). "
            + "Check Transform:Databricks:Host and the workspace, then retry the run.");

    public static BatchRejectedException Stopped(int attempt) => new(
        FailureCodes.Cancelled, $"Attempt {attempt} was cancelled, or a later one was begun: its Databricks run was ended or not started.");

    public static BatchRejectedException Resubmission(string dataset) => new(
        FailureCodes.Unavailable,
        $"Corrected rows of {dataset} go on numbering the identical lines of the file that they correct, which the Databricks engine can't. "
        + "Transform them by the embedded engine (Transform:Engine duckdb), then retry the run.");

    private static string Words(TimeSpan time) => time.TotalHours >= 2 ? $"{time.TotalHours:0.#} hours" : $"{time.TotalMinutes:0.#} minutes";

    private static string Code(DatabricksException fault) => $"{(int)fault.Status}{(fault.ErrorCode is null ? "" : $", {fault.ErrorCode}")}";
}
