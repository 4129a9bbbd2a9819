using RetailBus.Contracts.Runs;

namespace RetailBus.Web.Api;

/// <summary>A page of the ledger, newest first.</summary>
public sealed record RunPage(IReadOnlyList<RunSummary> Runs);
