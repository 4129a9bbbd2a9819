namespace RetailBus.Web.Api;

/// <summary>A queue as it stands.</summary>
public sealed record Queue
{
    public required string Name { get; init; }

    /// <summary><c>work</c>, <c>error</c>, <c>skipped</c> or <c>deadLetter</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The work queue that it belongs to; null for a work queue.</summary>
    public string? Source { get; init; }

    public long Depth { get; init; }

    public long InFlight { get; init; }

    public long Delayed { get; init; }

    public double? OldestSeconds { get; init; }

    public IReadOnlyList<QueueCause>? Causes { get; init; }
}
