using RetailBus.Contracts.Messages;

namespace RetailBus.Contracts.Generations;


/// <summary>A generation as <c>GET /api/generate</c> tells it.</summary>
public sealed record GenerationStatus
{
    public required Guid GenerationId { get; init; }

    /// <summary>What the ids of its orders begin with, and those of no other generation.</summary>
    public required string OrderIdPrefix { get; init; }

    /// <summary>One of <see cref="GenerationState"/>.</summary>
    public required string State { get; init; }

    /// <summary>Why it is in that state, for a person; null when there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>Who stopped it.</summary>
    public string? Actor { get; init; }

    public required GenerateOrders Command { get; init; }

    /// <summary>The delivery stream.</summary>
    public required string Stream { get; init; }

    /// <summary>W3C trace context of the generator at work, to which the stream's objects are linked; null when it was not traced.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The dataset that the stream's objects land in.</summary>
    public required string Dataset { get; init; }

    public required GenerationCounts Sent { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When the first record was made; of the latest delivery of the command.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When this was last known; older than a few seconds in a running generation means that its process is gone.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}
