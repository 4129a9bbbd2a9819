using RetailBus.Contracts.Runs;

namespace RetailBus.Contracts.Messages;


/// <summary>Operator's command: a run is given up. The run's saga passes it on, with the attempt that it stops, to the stage that is at
/// work.</summary>
public sealed record CancelBatch
{
    public required Guid BatchId { get; init; }

    /// <summary>LOAD loads no attempt up to this one any more; null, as the operator sends it, stands for every attempt.</summary>
    public int? Attempt { get; init; }

    /// <summary>Who asked; on the run's timeline.</summary>
    public required string Actor { get; init; }

    /// <summary>Why; on the run's timeline.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// The run as the sender saw it: the attempt of then is given up, however far it has come meanwhile, and no later one. Null from
    /// senders that did not look.
    /// </summary>
    public SeenRun? Seen { get; init; }
}
