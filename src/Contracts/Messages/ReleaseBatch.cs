namespace RetailBus.Contracts.Messages;


/// <summary>Operator's command: a held or duplicate run goes on to LOAD.</summary>
public sealed record ReleaseBatch
{
    public required Guid BatchId { get; init; }

    /// <summary>Who asked; on the run's timeline.</summary>
    public required string Actor { get; init; }

    /// <summary>Why; on the run's timeline.</summary>
    public required string Reason { get; init; }
}
