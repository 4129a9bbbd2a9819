namespace RetailBus.Contracts.Messages;


/// <summary>Command to the generator: a generation puts no further record, whatever process runs it. What it has put stays.</summary>
public sealed record StopGenerating
{
    public required Guid GenerationId { get; init; }

    /// <summary>Who asked.</summary>
    public required string Actor { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}
