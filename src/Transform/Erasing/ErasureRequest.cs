namespace RetailBus.Transform.Erasing;

/// <summary>Body of <c>POST /api/erasures</c>.</summary>
/// <param name="Dataset">Whose rows.</param>
/// <param name="Key"><c>column=value,column=value</c>; names an order or a customer.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Reason">Why; stands in the record, so it should not repeat what is to be forgotten.</param>
/// <param name="DryRun">Only count.</param>
public sealed record ErasureRequest(string? Dataset, string? Key, string? Actor, string? Reason, bool DryRun = false);
