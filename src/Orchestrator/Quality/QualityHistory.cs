using RetailBus.Contracts.Runs;

namespace RetailBus.Orchestrator.Quality;

/// <summary>Runs that say what is usual.</summary>
internal sealed class QualityHistory(IReadOnlyList<QualityPoint> runs, QualityOptions options)
{
    public bool HasEstimates(string column) => runs.Any(run => run.Quality.Figures.Of(column) is { DistinctIsEstimate: true });

    /// <param name="figure">Of a run; null where it has none.</param>
    /// <param name="floor">By how much a figure may always differ from a median.</param>
    public UsualFigure Of(Func<QualityPoint, double?> figure, Func<double, double> floor)
    {
        var values = runs.Select(figure).OfType<double>().ToList();
        return values.Count < options.LeastRuns
            ? new UsualFigure(null, 0)
            : new UsualFigure(UsualRange.Of(values, options.Width, floor), values.Count);
    }
}
