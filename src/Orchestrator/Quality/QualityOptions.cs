using System.ComponentModel.DataAnnotations;

namespace RetailBus.Orchestrator.Quality;

/// <summary>
/// Section <c>Orchestrator:Quality</c>: how a run's figures are compared with those of the runs before it. What is usual is the median ±
/// <see cref="Width"/> standard deviations, which are taken from the median of the distances to it (1.4826 × MAD), so that a few odd runs
/// don't widen it; but never less than the floors, so that a steady dataset does not warn of nothing.
/// </summary>
public sealed class QualityOptions
{
    /// <summary>Whether runs are compared. Default true. Figures are kept either way.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Datasets whose runs are not compared. Default none.</summary>
    public IList<string> ExceptDatasets { get; set; } = [];

    /// <summary>Completed runs that say what is usual, the last ones before the run. 3 to 200. Default 20.</summary>
    [Range(3, 200)]
    public int Runs { get; set; } = 20;

    /// <summary>With fewer runs before it, a run is not compared. 3 to 200, and no more than <see cref="Runs"/>. Default 5.</summary>
    [Range(3, 200)]
    public int LeastRuns { get; set; } = 5;

    /// <summary>Standard deviations to either side of the median. 1 to 100. Default 4.</summary>
    [Range(1.0, 100.0)]
    public double Width { get; set; } = 4;

    /// <summary>
    /// Share of the median by which counts and means may always differ. 0 to 10. Default 0.2; twice that where different values are
    /// estimated. The rows of a file may always differ by <see cref="Width"/> times their square root as well, which is what chance alone
    /// makes of them, and different values by one.
    /// </summary>
    [Range(0.0, 10.0)]
    public double CountFloor { get; set; } = 0.2;

    /// <summary>
    /// By how much shares (0 to 1) may always differ. 0 to 1. Default 0.02. Of n rows a share may always differ by 3/n as well: so much
    /// they can't tell from nothing.
    /// </summary>
    [Range(0.0, 1.0)]
    public double ShareFloor { get; set; } = 0.02;
}
