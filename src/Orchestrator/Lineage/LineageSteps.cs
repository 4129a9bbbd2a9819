using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Runs;
using RetailBus.Platform.Failures;

namespace RetailBus.Orchestrator.Lineage;

/// <summary>
/// What a run's transition tells. OpenLineage wants one START and one end for each of its runs, while one of ours can come back: by a
/// retry, a release, a replay, or a success that comes late. Each such time is an execution of its own.
/// </summary>
internal static class LineageSteps
{
    public const string Start = "START";
    public const string Running = "RUNNING";
    public const string Complete = "COMPLETE";
    public const string Fail = "FAIL";
    public const string Abort = "ABORT";

    /// <summary>What to tell now that the run has entered its state; the run's mark moves on.</summary>
    public static IReadOnlyList<TellLineage> Take(BatchRun run, DateTimeOffset now)
    {
        var told = new List<TellLineage>();
        var mark = run.Lineage ?? new LineageMark(0, 0, IsOpen: false);
        if (mark.IsOpen && mark.Attempt != run.Attempt)
        {
            told.Add(Of(run, mark, Abort, now) with { Problem = $"Given up for attempt {run.Attempt}." });
            mark = mark with { IsOpen = false };
        }

        if (!mark.IsOpen)
        {
            mark = new LineageMark(mark.Execution + 1, run.Attempt, IsOpen: true);
            told.Add(Of(run, mark, Start, now));
        }

        switch (run.State)
        {
            case RunState.Held:
                told.Add(Of(run, mark, Running, now));
                break;
            case RunState.Completed or RunState.Duplicate:
                told.Add(Of(run, mark, Complete, now));
                break;
            case RunState.Failed:
                told.Add(Of(run, mark, Fail, now) with { Problem = ReasonsWithoutRows.Of(run.FailureCode!, run.Reason!) });
                break;
            case RunState.Cancelled:
                told.Add(Of(run, mark, Abort, now) with { Problem = run.Reason });
                break;
            default:
                break;
        }

        run.Lineage = mark with { IsOpen = !RunState.IsSettled(run.State) || run.State == RunState.Held };
        return told;
    }

    private static TellLineage Of(BatchRun run, LineageMark mark, string eventType, DateTimeOffset at) => new()
    {
        EventType = eventType,
        At = at,
        Execution = mark.Execution,
        Attempt = mark.Attempt,
        Run = run.ToDetail([]),
    };
}
