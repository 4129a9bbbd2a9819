namespace RetailBus.Orchestrator.Api;

/// <summary>Body of <c>POST /api/retention</c>.</summary>
/// <param name="Dataset">Null for all.</param>
/// <param name="DryRun">Only count.</param>
/// <param name="Actor">Who; <c>operator</c> when left out.</param>
/// <param name="Reason">Why; stands in the record, and is needed unless it is a dry run.</param>
public sealed record RetentionRequest(string? Dataset, bool DryRun, string? Actor, string? Reason);
