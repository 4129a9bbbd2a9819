using RetailBus.Contracts.Runs;

namespace RetailBus.Orchestrator.Lineage;

/// <summary>The saga to its lineage consumer: what to tell of a run, as it stood then.</summary>
public sealed record TellLineage
{
    public Guid BatchId => Run.Id;

    /// <summary>One of OpenLineage's: START, RUNNING, COMPLETE, FAIL, ABORT.</summary>
    public required string EventType { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Of the batch's, from 1: with the batch's id it makes the id of OpenLineage's run.</summary>
    public required int Execution { get; init; }

    /// <summary>Of the execution; the run itself may have gone on to the next.</summary>
    public required int Attempt { get; init; }

    /// <summary>What went wrong; null unless something did.</summary>
    public string? Problem { get; init; }

    /// <summary>Without its timeline.</summary>
    public required RunDetail Run { get; init; }
}
