using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Runs;

namespace RetailBus.Orchestrator.Tests.Support;

/// <summary>What holds for every step of every run, whatever is delivered.</summary>
internal static class RunFacts
{
    /// <summary>Reason why a stage is asked again whose answer was lost.</summary>
    public static string AnswerLost(string state) => $"The answer in {state} was lost.";

    private static readonly HashSet<(string From, string To, Type By)> Steps =
    [
        ("", "Transforming", typeof(OrderBatchLanded)),
        ("Transforming", "Loading", typeof(TransformCompleted)),
        ("Transforming", "Held", typeof(TransformCompleted)),
        ("Transforming", "Failed", typeof(TransformCompleted)),
        ("Transforming", "Failed", typeof(TransformFailed)),
        ("Transforming", "Failed", typeof(FaultOf<TransformBatch>)),
        ("Transforming", "Cancelled", typeof(CancelBatch)),
        ("Failed", "Loading", typeof(TransformCompleted)),
        ("Failed", "Held", typeof(TransformCompleted)),
        ("Failed", "Completed", typeof(LoadCompleted)),
        ("Failed", "Transforming", typeof(RetryBatch)),
        ("Failed", "Loading", typeof(RetryBatch)),
        ("Failed", "Transforming", typeof(ReplayBatch)),
        ("Failed", "Cancelled", typeof(CancelBatch)),
        ("Loading", "Completed", typeof(LoadCompleted)),
        ("Loading", "Failed", typeof(LoadCompleted)),
        ("Loading", "Failed", typeof(LoadFailed)),
        ("Loading", "Failed", typeof(FaultOf<LoadBatch>)),
        ("Loading", "Cancelling", typeof(CancelBatch)),
        ("Held", "Loading", typeof(ReleaseBatch)),
        ("Held", "Cancelled", typeof(CancelBatch)),
        ("Cancelling", "Completed", typeof(LoadCompleted)),
        ("Cancelling", "Failed", typeof(LoadCompleted)),
        ("Cancelling", "Cancelled", typeof(LoadFailed)),
        ("Cancelling", "Cancelled", typeof(FaultOf<LoadBatch>)),
        ("Transforming", "Transforming", typeof(ExpireStage)),
        ("Transforming", "Failed", typeof(ExpireStage)),
        ("Loading", "Loading", typeof(ExpireStage)),
        ("Loading", "Failed", typeof(ExpireStage)),
        ("Cancelling", "Cancelling", typeof(ExpireStage)),
        ("Cancelling", "Failed", typeof(ExpireStage)),
        ("Transforming", "Transforming", typeof(RedriveStage)),
        ("Loading", "Loading", typeof(RedriveStage)),
        ("Cancelling", "Cancelling", typeof(RedriveStage)),
        ("Cancelled", "Cancelled", typeof(RedriveStage)),
        ("Failed", "Failed", typeof(RedriveStage)),
        ("Cancelled", "Completed", typeof(LoadCompleted)),
        ("Cancelled", "Transforming", typeof(ReplayBatch)),
        ("Completed", "Transforming", typeof(ReplayBatch)),
    ];

    public static void Check(RunDetail? before, RunDetail? after, object message, string story)
    {
        if (after is null)
        {
            Assert.Null(before);
            return;
        }

        var from = before?.State ?? "";
        var added = after.Timeline.Count - (before?.Timeline.Count ?? 0);
        Assert.True(added is 0 or 1, story);
        if (added == 0)
        {
            Assert.True(before!.State == after.State && before.Attempt == after.Attempt && before.Rows == after.Rows, story);
            return;
        }

        var seen = SeenBy(message);
        if (after.Timeline[^1].Reason.StartsWith("Not applied: ", StringComparison.Ordinal))
        {
            Assert.True(seen is not null && (before!.State, before.Attempt, before.Rows) == (after.State, after.Attempt, after.Rows), story);
            return;
        }

        Assert.True(
            seen is null || (seen.Attempt == before!.Attempt && (message is CancelBatch || seen.State == from)),
            $"A stale command acted. {story}");
        Assert.True(Steps.Contains((from, after.State, message.GetType())), $"{from} → {after.State} by {message.GetType().Name}. {story}");
        Assert.True(after.Timeline.Count == after.Timeline.DistinctBy(entry => entry.MessageId).Count(), $"A message acted twice. {story}");
        Assert.True(after.Attempt == (before?.Attempt ?? 0) + (message is OrderBatchLanded or RetryBatch or ReplayBatch ? 1 : 0), story);
        if (message is TransformFailed or LoadFailed or FaultOf<TransformBatch> or FaultOf<LoadBatch>)
            Assert.True(AttemptOf(message) == after.Attempt, $"A failure of an older attempt counted. {story}");
        if (after.State == RunState.Completed)
            Assert.True(after.Balanced == true && after.Manifest is not null, story);
        if (message is TransformCompleted or LoadCompleted)
            Assert.True(AttemptOf(message) >= LastReplay(before!), $"An answer from before the replay counted. {story}");
    }

    /// <summary>A stage is commanded once for each attempt, and once more for each time that the watch says so on the timeline.</summary>
    public static void Check(RunDetail? run, IReadOnlyList<TransformBatch> transforms, IReadOnlyList<LoadBatch> loads, string story)
    {
        foreach (var commands in transforms.CountBy(command => command.Attempt))
            Assert.True(commands.Value == 1 + AskedAgain(run!, RunState.Transforming, commands.Key), $"A transform was commanded twice. {story}");
        foreach (var commands in loads.CountBy(command => command.Attempt))
            Assert.True(commands.Value == 1 + AskedAgain(run!, RunState.Loading, commands.Key), $"A load was commanded twice. {story}");
    }

    /// <summary>
    /// A deadline asks the stage of its state again, which is the load's for a cancel too; a lost answer is asked for in any state in which
    /// it would count.
    /// </summary>
    private static int AskedAgain(RunDetail run, string state, int attempt) => run.Timeline.Count(entry =>
        entry.Attempt == attempt && entry.Actor == "watch"
        && (entry.Reason == AnswerLost(state)
            || (entry.From == entry.To && entry.Reason != AnswerLost(state) && (entry.From == state || IsCancelOf(state, entry.From)))));

    private static bool IsCancelOf(string state, string from) => state == RunState.Loading && from == RunState.Cancelling;

    private static int LastReplay(RunDetail run) =>
        run.Timeline.LastOrDefault(entry => entry.Reason == "The contract was corrected.")?.Attempt ?? 1;

    private static SeenRun? SeenBy(object message) => message switch
    {
        RetryBatch m => m.Seen,
        ReleaseBatch m => m.Seen,
        CancelBatch m => m.Seen,
        ReplayBatch m => m.Seen,
        _ => null,
    };

    private static int AttemptOf(object message) => message switch
    {
        TransformCompleted m => m.Attempt,
        TransformFailed m => m.Attempt,
        FaultOf<TransformBatch> m => m.Message.Attempt,
        LoadCompleted m => m.Attempt,
        LoadFailed m => m.Attempt,
        FaultOf<LoadBatch> m => m.Message.Attempt,
        _ => throw new ArgumentOutOfRangeException(nameof(message)),
    };
}
