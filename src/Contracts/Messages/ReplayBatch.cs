namespace RetailBus.Contracts.Messages;


/// <summary>Operator's command: a finished run goes through the stages again.</summary>
public sealed record ReplayBatch
{
    public required Guid BatchId { get; init; }

    /// <summary>Who asked; on the run's timeline.</summary>
    public required string Actor { get; init; }

    /// <summary>Why; on the run's timeline.</summary>
    public required string Reason { get; init; }

    /// <summary>The replay of many batches that this is part of; null for a batch on its own. A run takes each replay once.</summary>
    public Guid? ReplayId { get; init; }
}
