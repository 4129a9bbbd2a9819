namespace RetailBus.Orchestrator.Reconciling;

/// <summary>Something that is not as it should be, and what was done about it.</summary>
public sealed record Finding
{
    /// <summary>One of <see cref="FindingKinds"/>.</summary>
    public required string Kind { get; init; }

    public Guid? BatchId { get; init; }

    public string? Bucket { get; init; }

    public string? Key { get; init; }

    /// <summary>What is wrong, for a person.</summary>
    public required string Detail { get; init; }

    /// <summary>What was done, or would be with repair.</summary>
    public required string Action { get; init; }
}
