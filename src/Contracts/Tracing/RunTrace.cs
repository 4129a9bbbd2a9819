namespace RetailBus.Contracts.Tracing;

/// <summary>What is kept of a run's spans, of all services and attempts.</summary>
public sealed record RunTrace
{
    public required Guid RunId { get; init; }

    /// <summary>W3C trace id of the landing; null when it was not traced.</summary>
    public string? TraceId { get; init; }

    /// <summary>The trace's page in Jaeger; null where that is not configured.</summary>
    public Uri? Address { get; init; }

    /// <summary>
    /// The spans in the order of a waterfall: each before those it is the parent of, these by their start. Empty when none are kept: they
    /// have expired, their processes were not told of the orchestrator, or the run was not traced.
    /// </summary>
    public required IReadOnlyList<RunSpan> Spans { get; init; }

    /// <summary>Whether there were more than are told.</summary>
    public bool Cut { get; init; }
}
