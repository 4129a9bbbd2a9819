using RetailBus.Contracts.Runs;

namespace RetailBus.Orchestrator.Api;

/// <summary>A page of runs, newest first.</summary>
/// <param name="Runs">Of this page.</param>
/// <param name="Next">What <c>before</c> is for the next page; null when this is the last one.</param>
/// <param name="Searched">Runs that were looked at for a text; null when none was given.</param>
public sealed record RunList(IReadOnlyList<RunSummary> Runs, Guid? Next, int? Searched = null)
{
    internal static RunList Of(IReadOnlyList<RunSummary> runs, int limit) => new(runs, runs.Count == limit ? runs[^1].Id : null);
}
