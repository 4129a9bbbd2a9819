using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Runs;

namespace RetailBus.Orchestrator.Ledger;

/// <summary>What can be asked about all runs. Answers show what is committed; safe for concurrent callers.</summary>
public interface IRunLedger
{
    /// <summary>
    /// The completed run that makes these contents a repeat: same dataset, contract version and fingerprint, and still what its slot
    /// holds. Null when there is none or there is doubt, since loading twice is harmless; see <see cref="SlotRules"/>. Runs that are not
    /// completed don't count: of two files with the same bytes that land at once, both may be loaded, and the warehouse keeps each row
    /// once.
    /// </summary>
    Task<RunSummary?> FindDuplicateAsync(LandedContent content, CancellationToken cancellationToken);

    /// <summary>Runs that were not loaded because a batch that landed in this slot held the same contents.</summary>
    Task<IReadOnlyList<RunSummary>> DuplicatesOfSlotAsync(LandedObject slot, CancellationToken cancellationToken);

    /// <summary>
    /// Runs that landed in this slot later, with other contents, and were not loaded because another slot held theirs: this landing was
    /// not known then, so that nothing seemed to change.
    /// </summary>
    Task<IReadOnlyList<RunSummary>> LaterDuplicatesInSlotAsync(LandedContent content, CancellationToken cancellationToken);

    /// <summary>Newest first (by start, then id); empty when <see cref="RunFilter.Before"/> names no run.</summary>
    Task<IReadOnlyList<RunSummary>> ListAsync(RunFilter filter, CancellationToken cancellationToken);

    /// <summary>Completed runs that have figures, the newest first (by start).</summary>
    Task<IReadOnlyList<QualityPoint>> QualityAsync(QualityFilter filter, CancellationToken cancellationToken);

    Task<RunDetail?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>What an operator's command is checked against; null when there is no such run.</summary>
    Task<RunStanding?> StandingAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>How many runs are in each state; every state of <see cref="RunState.All"/> is there.</summary>
    Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken cancellationToken);
}
