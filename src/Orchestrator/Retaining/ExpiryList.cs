using RetailBus.Contracts.Retaining;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Runs;

namespace RetailBus.Orchestrator.Retaining;

/// <summary>What a listing of a zone finds too old, and how many of those have to stay.</summary>
/// <param name="entry">The zone.</param>
/// <param name="beat">Tells that the listing goes on; cheap.</param>
internal sealed class ExpiryList(RetentionEntry entry, Func<CancellationToken, Task> beat)
{
    public RetentionEntry Entry => entry;

    /// <summary>Objects that are old enough and stay.</summary>
    public long Kept { get; private set; }

    /// <summary>To be called in every loop that asks others: a long listing that removes nothing keeps its turn by it.</summary>
    public Task BeatAsync(CancellationToken cancellationToken) => beat(cancellationToken);

    /// <summary>Counts an object that is taken by its run and stays for another reason.</summary>
    public void Keep() => Kept++;

    /// <summary>
    /// Whether what is of a run may go. Not while the run may still need it: one that is held or has failed waits for an operator. What has
    /// no run was not announced yet.
    /// </summary>
    /// <param name="run">The run; null when none is known.</param>
    /// <param name="objects">How many stay otherwise.</param>
    public bool Takes(BatchRun? run, int objects = 1)
    {
        if (run is not null && run.LandedAt >= entry.CutOff)
            return false;
        var takes = run is { State: RunState.Completed or RunState.Duplicate or RunState.Cancelled };
        if (!takes)
            Kept += objects;
        return takes;
    }
}
