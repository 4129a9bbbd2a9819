using RetailBus.Contracts.Batches;

namespace RetailBus.Contracts.Runs;


/// <summary>A run as lists show it.</summary>
public record RunSummary
{
    /// <summary>The batch's id: a run and its batch are one to one.</summary>
    public required Guid Id { get; init; }

    public required string Dataset { get; init; }

    /// <summary>One of <see cref="RunState"/>.</summary>
    public required string State { get; init; }

    /// <summary>Why it is in that state, for a person; null when there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>One of <see cref="FailureCodes"/> when failed.</summary>
    public string? FailureCode { get; init; }

    public required int Attempt { get; init; }

    public required LandedObject Object { get; init; }

    public string? Fingerprint { get; init; }

    public string? ContractVersion { get; init; }

    /// <summary>The run that loaded the same bytes before, when this one is a duplicate.</summary>
    public Guid? DuplicateOf { get; init; }

    public required RunRows Rows { get; init; }

    /// <summary>Whether both equations hold; null until there is enough to tell.</summary>
    public bool? Balanced { get; init; }

    public required RunTimings Timings { get; init; }

    /// <summary>W3C trace id, 32 hex digits; null where the batch came untraced.</summary>
    public string? TraceId { get; init; }

    /// <summary>Of the stage at work; null when none is, or it has told nothing yet, as short work never does.</summary>
    public RunProgress? Progress { get; init; }
}
