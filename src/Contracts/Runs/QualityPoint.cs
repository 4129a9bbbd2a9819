using RetailBus.Contracts.Batches;

namespace RetailBus.Contracts.Runs;

/// <summary>A completed run as a mark of its dataset's trend.</summary>
public sealed record QualityPoint
{
    public required Guid RunId { get; init; }

    /// <summary>The landed object's.</summary>
    public required string Key { get; init; }

    public required DateTimeOffset LandedAt { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required TransformCounts Rows { get; init; }

    public required RunQuality Quality { get; init; }
}
