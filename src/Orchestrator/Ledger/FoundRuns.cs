using RetailBus.Contracts.Runs;

namespace RetailBus.Orchestrator.Ledger;

/// <summary>What a look for a text among the runs found.</summary>
/// <param name="Runs">Newest first.</param>
/// <param name="Searched">Runs that were looked at.</param>
/// <param name="Next">The last run that was looked at: the look goes on before it. Null when there are no older ones.</param>
internal sealed record FoundRuns(IReadOnlyList<RunSummary> Runs, int Searched, Guid? Next);
