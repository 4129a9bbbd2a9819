namespace RetailBus.Contracts.Tracing;

/// <summary>A span as it is kept with its run: what a person needs to see where the time went. No payloads, no stack traces.</summary>
public sealed record RunSpan
{
    /// <summary>W3C, 32 lower-case hex digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>W3C, 16 lower-case hex digits.</summary>
    public required string SpanId { get; init; }

    /// <summary>Null for the first span of a trace.</summary>
    public string? ParentSpanId { get; init; }

    public required string Name { get; init; }

    /// <summary><c>server</c>, <c>client</c>, <c>producer</c>, <c>consumer</c> or <c>internal</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The process that measured it, by <c>service.name</c>.</summary>
    public required string Service { get; init; }

    /// <summary>By the clock of its process; clocks of two machines differ.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    public required double Milliseconds { get; init; }

    /// <summary>Whether the work failed.</summary>
    public bool Failed { get; init; }

    /// <summary>Why it failed, without anything that the file says.</summary>
    public string? Reason { get; init; }

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>Spans of other traces that led to this one: the generator's, where a delivery stream stands between.</summary>
    public IReadOnlyList<RunSpanLink> Links { get; init; } = [];

    /// <summary>Whether it is a message's or a request's way rather than work or a wait: a detail.</summary>
    public bool IsTransport { get; init; }

    /// <summary>
    /// How deep it stands within its service's work, details not counted; 0 for what a message or a request began. Set where a run's trace
    /// is told.
    /// </summary>
    public int Depth { get; init; }

    /// <summary>Whether nothing was done but waited for a turn. Set where a run's trace is told.</summary>
    public bool IsWaiting { get; init; }

    /// <summary>What it is, for a person. Set where a run's trace is told.</summary>
    public string? Title { get; init; }
}
