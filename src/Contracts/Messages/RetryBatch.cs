namespace RetailBus.Contracts.Messages;


/// <summary>Operator's command: a failed run goes on at the stage that failed.</summary>
public sealed record RetryBatch
{
    public required Guid BatchId { get; init; }

    /// <summary>Who asked; on the run's timeline.</summary>
    public required string Actor { get; init; }

    /// <summary>Why; on the run's timeline.</summary>
    public required string Reason { get; init; }
}
