namespace RetailBus.Contracts.Tracing;

/// <summary>A span of another trace.</summary>
/// <param name="TraceId">W3C, 32 lower-case hex digits.</param>
/// <param name="SpanId">W3C, 16 lower-case hex digits.</param>
public sealed record RunSpanLink(string TraceId, string SpanId);
