using RetailBus.Contracts.Runs;

namespace RetailBus.Web.Api;

/// <summary>A page of the ledger, newest first.</summary>
/// <param name="Runs">Of this page.</param>
/// <param name="Next">What the next page comes before; null when this is the last one.</param>
/// <param name="Searched">Runs that were looked at for a text; null when none was given.</param>
public sealed record RunPage(IReadOnlyList<RunSummary> Runs, Guid? Next = null, int? Searched = null);
