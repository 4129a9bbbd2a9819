namespace RetailBus.Contracts.Runs;

/// <summary>Figures of a dataset's last completed runs.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Runs">The newest first.</param>
public sealed record QualityTrend(string Dataset, IReadOnlyList<QualityPoint> Runs);
