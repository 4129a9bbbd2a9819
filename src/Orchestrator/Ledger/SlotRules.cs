using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Runs;

namespace RetailBus.Orchestrator.Ledger;

/// <summary>
/// When the same bytes are a repeat, and when they are news. A slot (bucket and key) holds its newest landing; a landing that is still
/// on its way, failed or held may yet change what its slot holds, so it counts as a change.
/// </summary>
public static class SlotRules
{
    /// <summary>Whether a run has loaded exactly these contents under this contract.</summary>
    public static bool HasLoaded(RunSummary run, LandedContent content)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(content);
        return run.State == RunState.Completed && run.Id != content.BatchId && HasContents(run, content);
    }

    /// <summary>
    /// Whether the slot still holds <paramref name="loaded"/>: no later landing in it has other, or yet unknown, contents. In the
    /// content's own slot only landings before it matter, since those after it win over both.
    /// </summary>
    public static bool StillHolds(IEnumerable<RunSummary> slot, RunSummary loaded, LandedContent content)
    {
        ArgumentNullException.ThrowIfNull(slot);
        ArgumentNullException.ThrowIfNull(loaded);
        ArgumentNullException.ThrowIfNull(content);
        return !slot.Any(run => run.Id != content.BatchId
            && !HasContents(run, content)
            && Compare(run.Object, loaded.Object) > 0
            && !(SameSlot(run.Object, content.Object) && Compare(run.Object, content.Object) > 0));
    }

    /// <summary>
    /// Whether the landing changes what its own slot held, e.g. back to what was there before last: that is a correction and never a
    /// repeat, whatever other slots hold.
    /// </summary>
    public static bool ChangesItsSlot(IEnumerable<RunSummary> slot, LandedContent content)
    {
        ArgumentNullException.ThrowIfNull(slot);
        ArgumentNullException.ThrowIfNull(content);
        var before = slot.Where(run => run.Id != content.BatchId && Compare(run.Object, content.Object) < 0)
            .MaxBy(run => run.Object, Comparer<LandedObject>.Create(Compare));
        return before is not null && !HasContents(before, content);
    }

    /// <summary>Bytes that correct rows of different batches are different rows, where occurrences of identical lines are
    /// numbered.</summary>
    private static bool HasContents(RunSummary run, LandedContent content) =>
        run.Dataset == content.Dataset && run.ContractVersion == content.ContractVersion && run.Fingerprint == content.Fingerprint
        && run.Object.Resubmission?.ParentBatchId == content.Object.Resubmission?.ParentBatchId;

    private static bool SameSlot(LandedObject one, LandedObject other) => one.Bucket == other.Bucket && one.Key == other.Key;

    /// <summary>The order of versions of DESIGN §5: landing time, then the event's sequencer, then the batch's id.</summary>
    private static int Compare(LandedObject one, LandedObject other)
    {
        var order = one.LandedAt.CompareTo(other.LandedAt);
        if (order == 0)
            order = string.CompareOrdinal(one.Sequencer, other.Sequencer);
        return order != 0 ? order : BatchIds.For(one).CompareTo(BatchIds.For(other));
    }
}
