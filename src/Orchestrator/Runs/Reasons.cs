using MassTransit;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;

namespace RetailBus.Orchestrator.Runs;

/// <summary>What the timeline says.</summary>
internal static class Reasons
{
    public static string Landed(OrderBatchLanded landed) => $"Landed as \"{landed.Object.Key}\" ({landed.Announcement}).";

    public static string Loaded(LoadCounts rows) => $"Loaded and reconciled: {rows.Inserted:N0} inserted, {rows.Updated:N0} updated, {rows.Unchanged:N0} unchanged, "
        + $"{rows.Superseded:N0} superseded.";

    public static string CancelledBeforeLoad(string reason) => $"Cancelled: {reason}";

    public static string CancelRequested(string reason) => $"Cancel asked for during the load: {reason} Whichever commits first decides.";

    public const string CancelledInTime = "Cancelled before the load committed; nothing was loaded.";

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
