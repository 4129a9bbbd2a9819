namespace RetailBus.Contracts.Tracing;

/// <summary>A span of another trace.</summary>
/// <param name="TraceId">W3C, 32 lower-case hex digits.</param>
/// <param name="SpanId">W3C, 16 lower-case hex digits.</param>
/// <param name="Kind">What it is; null where that was not said.</param>
public sealed record RunSpanLink(string TraceId, string SpanId, string? Kind = null)
{
    /// <summary>The generator whose records the object may carry.</summary>
    public const string Generator = "generator";
}
