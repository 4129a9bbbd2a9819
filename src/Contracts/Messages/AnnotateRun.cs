namespace RetailBus.Contracts.Messages;

/// <summary>Command to the saga: something was done about a batch that its run's timeline should tell. Changes nothing else.</summary>
public sealed record AnnotateRun
{
    public required Guid BatchId { get; init; }

    /// <summary>Who did it.</summary>
    public required string Actor { get; init; }

    /// <summary>What, and why, in words.</summary>
    public required string Note { get; init; }
}
