using RetailBus.Contracts.Batches;

namespace RetailBus.Contracts.Runs;


/// <summary>A run with its timeline and manifest.</summary>
public sealed record RunDetail : RunSummary
{
    public ManifestReference? Manifest { get; init; }

    /// <summary>Runs of corrected rows of this one, the oldest first. What this run itself corrects is in its object.</summary>
    public IReadOnlyList<Guid> ResubmittedAs { get; init; } = [];

    /// <summary>Null until the transform has ended, and for runs of before figures were taken.</summary>
    public RunQuality? Quality { get; init; }

    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }
}
