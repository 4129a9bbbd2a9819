namespace RetailBus.Platform.Telemetry.Tracing;

/// <summary>The orchestrator's answer to a report.</summary>
/// <param name="Cursor">For <see cref="SpanReport.After"/> of the next.</param>
/// <param name="Failed">Trace ids of runs that failed since; some may have been told before.</param>
public sealed record SpanReceipt(long Cursor, IReadOnlyList<string> Failed);
