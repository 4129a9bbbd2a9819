using MassTransit;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Runs;

namespace RetailBus.Orchestrator.Runs;

/// <summary>What the timeline says.</summary>
internal static class Reasons
{
    public static string Landed(OrderBatchLanded landed) => $"Landed as \"{landed.Object.Key}\" ({landed.Announcement})."
        + (landed.Object.Resubmission is { } from ? $" Resubmitted from {from.ParentBatchId:D} by {from.Actor}: {from.Reason}" : "");

    public static string Loaded(LoadCounts rows) => $"Loaded and reconciled: {rows.Inserted:N0} inserted, {rows.Updated:N0} updated, {rows.Unchanged:N0} unchanged, "
        + $"{rows.Superseded:N0} superseded.";

    public static string Replayed(ReplayBatch replay) =>
        replay.ReplayId is { } id ? $"{replay.Reason} (replay {id:D})" : replay.Reason;

    public static string CancelledBeforeLoad(string reason) => $"Cancelled: {reason}";

    public static string CancelRequested(string reason) => $"Cancel asked for during the load: {reason} Whichever commits first decides.";

    public static string NotApplied(OperatorAction action, SeenRun seen, BatchRun run, string reason) =>
        $"Not applied: {OperatorRules.Verb(action)} ({reason}) was asked for when the run was {seen.State} in attempt {seen.Attempt}; the "
        + $"command came when it was {run.State} in attempt {run.Attempt}. Ask again if it is still wanted.";

    public static string OutputChanged(StageFailure failure) => $"{failure.Reason} It is transformed again.";

    public const string CancelledInTime = "Cancelled before the load committed; nothing was loaded.";

    public static string Overdue(string state, TimeSpan deadline) =>
        $"Still {state} after {Span(deadline)}: the stage was asked again for the same attempt.";

    public static StageFailure TimedOut(string queue, TimeSpan deadline, bool cancelling) => new()
    {
        Code = FailureCodes.Unavailable,
        Reason = $"The stage did not answer within {Span(deadline)}, nor within as long again after it was asked a second time"
            + (cancelling ? ", so it is not known whether the load or its cancel came first. " : ". ")
            + $"See whether its service runs and how much waits in {queue}; then "
            + (cancelling ? "retry the run to load it, or cancel it again." : "retry the run."),
        Transient = true,
    };

    public static string StillHasRows(BatchRun corrected) =>
        $"\"{corrected.Object.Key}\" has new contents without rows that this file still has: they are loaded from here.";

    public static string CorrectsWhatCameLate(BatchRun late) =>
        $"An earlier landing of \"{late.Object.Key}\" (run {late.CorrelationId:D}) was loaded only now, and this one corrects it.";

    private static string Span(TimeSpan time) => time switch
    {
        { TotalMinutes: < 2 } => $"{time.TotalSeconds:0.#} seconds",
        { TotalHours: < 2 } => $"{time.TotalMinutes:0.#} minutes",
        _ => $"{time.TotalHours:0.#} hours",
    };

    /// <summary>For a command that a stage could not even take up. Exceptions' texts stay in the log.</summary>
    public static StageFailure Unhandled(IEnumerable<ExceptionInfo> exceptions, string queue)
    {
        var kind = exceptions.FirstOrDefault()?.ExceptionType.Split('.').Last() ?? "no details";
        return new StageFailure
        {
            Code = FailureCodes.Internal,
            Reason = $"The stage could not handle its command ({kind}); the message is in {queue}_error. "
                + "The service's log has the details under this run's id. Mend the cause, then retry the run.",
            Transient = true,
        };
    }
}
