using System.Net;

namespace RetailBus.Platform.Telemetry.Tracing;

/// <summary>The orchestrator takes no spans from this process: its key is missing or wrong, or what answers is of another version.</summary>
internal sealed class SpanReportRefusedException(HttpStatusCode status)
    : Exception($"The orchestrator refused the spans with {(int)status}. Check Services:Orchestrator and the services' key.");
