using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Runs;

namespace RetailBus.Web.Components;

/// <summary>What a person may do with a run, and what they should.</summary>
internal static class RunRules
{
    /// <summary>States that wait for a person.</summary>
    public static IReadOnlyList<string> Waiting { get; } = [RunState.Failed, RunState.Held];

    public static bool CanRetry(string state) => state is RunState.Failed;

    public static bool CanRelease(string state) => state is RunState.Held or RunState.Duplicate;

    public static bool CanCancel(string state) => state is RunState.Transforming or RunState.Loading or RunState.Held or RunState.Failed;

    public static bool CanReplay(string state) => state is RunState.Completed or RunState.Duplicate or RunState.Failed or RunState.Cancelled;

    /// <summary>What to do about a run that waits or failed; null when nothing needs doing.</summary>
    public static string? Advice(RunSummary run) => run.State switch
    {
        RunState.Held => "Look at the quarantined rows. Release the run to load the good ones, or cancel it and send a corrected file.",
        RunState.Duplicate => "Nothing: its rows are in the warehouse already. Release it if it should count in its own right.",
        RunState.Failed => run.FailureCode switch
        {
            FailureCodes.EmptyFile or FailureCodes.NotText or FailureCodes.Unreadable or FailureCodes.MissingColumn =>
                "Ask the sender for a corrected file and land it under the same name: it takes this one's place.",
            FailureCodes.TooManyRejects => "See the examples in the reason. Land a corrected file under the same name.",
            FailureCodes.UnknownDataset => "Land the file in the folder of a dataset that has a contract.",
            FailureCodes.Overwritten => "Nothing: a newer file took its place and has a run of its own.",
            FailureCodes.AccessDenied => "Give the service access to the object, then retry.",
            FailureCodes.Unavailable => "See that the stage's service runs (/health/ready), then retry.",
            FailureCodes.Unbalanced or FailureCodes.ManifestMismatch or FailureCodes.OutputChanged =>
                "Nothing of it was loaded. Replay the run; if the counts differ again, keep the file and report it.",
            _ => "Read the reason, mend its cause, then retry.",
        },
        _ => null,
    };

    /// <summary>From the run's start until its rows could be queried or it came to rest; null while it is under way.</summary>
    public static TimeSpan? Duration(RunTimings timings) => (timings.CommittedAt ?? timings.EndedAt) - timings.StartedAt;
}
