namespace RetailBus.Orchestrator.Api;

/// <summary>Body of <c>POST /api/reconcile</c>.</summary>
/// <param name="Repair">False, or left out, to change nothing.</param>
/// <param name="Actor">Who; <c>operator</c> when left out.</param>
/// <param name="Reason">Why; needed to repair, and on the timelines of the runs that are repaired.</param>
public sealed record ReconcileRequest(bool Repair, string? Actor, string? Reason);
