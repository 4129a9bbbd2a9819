namespace RetailBus.Ingest.Generating;

/// <summary>Body of <c>POST /api/generate/{id}/stop</c>, and what is kept until the generation has stopped.</summary>
/// <param name="Actor">Who asks.</param>
/// <param name="Reason">Why.</param>
public sealed record StopRequest(string? Actor = null, string? Reason = null);
