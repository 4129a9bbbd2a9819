namespace RetailBus.Contracts.Batches;


/// <summary>Why a stage gave up, in words that a shop manager understands.</summary>
public sealed record StageFailure
{
    /// <summary>One of <see cref="FailureCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>A sentence or two: what is wrong, with the value, and what to do.</summary>
    public required string Reason { get; init; }

    /// <summary>True when a later try may do; false when the same input fails again.</summary>
    public required bool Transient { get; init; }
}
