using RetailBus.Contracts.Runs;

namespace RetailBus.Orchestrator.Api;

/// <summary>A page of runs, newest first. The next page: <c>before</c> = the last one's id.</summary>
public sealed record RunList(IReadOnlyList<RunSummary> Runs);
