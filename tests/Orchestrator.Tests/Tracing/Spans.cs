using System.Diagnostics;
using RetailBus.Contracts.Tracing;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Orchestrator.Tests.Tracing;

/// <summary>Spans as services report them.</summary>
internal static class Spans
{
    private static readonly DateTimeOffset Begun = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static string NewTrace() => ActivityTraceId.CreateRandom().ToHexString();

    /// <param name="trace">Its trace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="parent">Null for a root.</param>
    /// <param name="batch">Null where it names none.</param>
    /// <param name="at">Milliseconds from when all began.</param>
    /// <param name="kind">As OpenTelemetry has it.</param>
    public static RunSpan Of(string trace, string name, RunSpan? parent = null, Guid? batch = null, int at = 0, string kind = "internal") => new()
    {
        TraceId = trace,
        SpanId = ActivitySpanId.CreateRandom().ToHexString(),
        ParentSpanId = parent?.SpanId,
        Name = name,
        Kind = kind,
        Service = "service",
        StartedAt = Begun.AddMilliseconds(at),
        Milliseconds = 1,
        Attributes = batch is { } id ? new Dictionary<string, string> { [RetailBusTelemetry.BatchId] = $"{id:D}" } : [],
    };
}
