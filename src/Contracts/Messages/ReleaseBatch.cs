using RetailBus.Contracts.Runs;

namespace RetailBus.Contracts.Messages;


/// <summary>Operator's command: a held or duplicate run goes on to LOAD.</summary>
public sealed record ReleaseBatch
{
    public required Guid BatchId { get; init; }

    /// <summary>Who asked; on the run's timeline.</summary>
    public required string Actor { get; init; }

    /// <summary>Why; on the run's timeline.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// The run as the sender saw it. One that stands otherwise by now does not take the command, and its timeline says so. Null from
    /// senders that did not look.
    /// </summary>
    public SeenRun? Seen { get; init; }
}
