using RetailBus.Contracts.Quality;

namespace RetailBus.Contracts.Runs;

/// <summary>A run's figures, and which of them are not as usual.</summary>
public sealed record RunQuality
{
    public required BatchQuality Figures { get; init; }

    /// <summary>Empty when all is as usual, or there are too few runs to tell.</summary>
    public required IReadOnlyList<QualityWarning> Warnings { get; init; }
}
