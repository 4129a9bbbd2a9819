using RetailBus.Contracts.Tracing;

namespace RetailBus.Platform.Telemetry.Tracing;

/// <summary>Spans that have ended in one process, of any traces.</summary>
public sealed record SpanReport
{
    /// <summary>The path that it is posted to.</summary>
    public const string Path = "/api/traces";

    /// <summary>Spans of a report at most.</summary>
    public const int MaxSpans = 2_000;

    /// <summary>The same when it is sent again.</summary>
    public required Guid Id { get; init; }

    public required IReadOnlyList<RunSpan> Spans { get; init; }

    /// <summary><see cref="SpanReceipt.Cursor"/> of the answer before; null to be told of no failures.</summary>
    public long? After { get; init; }
}
