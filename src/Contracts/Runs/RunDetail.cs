using RetailBus.Contracts.Batches;

namespace RetailBus.Contracts.Runs;


/// <summary>A run with its timeline and manifest.</summary>
public sealed record RunDetail : RunSummary
{
    public ManifestReference? Manifest { get; init; }

    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }
}
