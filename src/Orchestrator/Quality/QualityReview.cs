using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Quality;
using RetailBus.Contracts.Rows;
using RetailBus.Contracts.Runs;

namespace RetailBus.Orchestrator.Quality;

/// <summary>Compares a run's figures with those of the runs before it. The same figures and runs always give the same warnings.</summary>
internal sealed class QualityReview(QualityOptions options)
{
    /// <param name="rows">The run's counts.</param>
    /// <param name="figures">The run's figures.</param>
    /// <param name="before">Comparable runs.</param>
    public IReadOnlyList<QualityWarning> Compare(TransformCounts rows, BatchQuality figures, IReadOnlyList<QualityPoint> before)
    {
        if (before.Count < options.LeastRuns)
            return [];

        var history = new QualityHistory(before, options);
        var inFile = RowsOf(rows);
        var ofRows = history.Of(point => RowsOf(point.Rows), Count);
        var warnings = new List<QualityWarning?>
        {
            ofRows.Warn(inFile, QualityMeasures.Rows),
            history.Of(point => QuarantinedShare(point.Rows), _ => Share(inFile)).Share()
                .Warn(QuarantinedShare(rows), QualityMeasures.QuarantinedShare),
        };
        foreach (var column in figures.Columns)
        {
            warnings.Add(history.Of(point => NullShare(point.Quality.Figures, column.Column), _ => Share(figures.Rows))
                .Share().Warn(NullShare(figures, column.Column), QualityMeasures.NullShare, column.Column));
        }

        // How many different values there are follows the rows: of a file that is a tenth of the usual it would only say that again.
        if (ofRows.Has(inFile))
            warnings.AddRange(figures.Columns.Where(column => column.Distinct is not null).Select(column => Distinct(history, column)));
        warnings.Add(history.Of(point => Mean(point.Quality.Figures), Part).Warn(Mean(figures), QualityMeasures.Mean, OrderLine.Amount));
        return [.. warnings.OfType<QualityWarning>()];
    }

    private QualityWarning? Distinct(QualityHistory history, ColumnQuality figures)
    {
        var width = figures.DistinctIsEstimate || history.HasEstimates(figures.Column) ? 2 : 1;
        return history
            .Of(point => point.Quality.Figures.Of(figures.Column)?.Distinct, median => Math.Max(1, width * Part(median)))
            .Warn(figures.Distinct, QualityMeasures.Distinct, figures.Column);
    }

    private double Count(double median) => Math.Max(Part(median), options.Width * Math.Sqrt(Math.Abs(median)));

    private double Part(double median) => options.CountFloor * Math.Abs(median);

    private double Share(double rows) => Math.Max(options.ShareFloor, rows > 0 ? 3 / rows : 1);

    private static double RowsOf(TransformCounts rows) => rows.Records - rows.Headers;

    private static double? QuarantinedShare(TransformCounts rows) => RowsOf(rows) > 0 ? rows.Quarantined / RowsOf(rows) : null;

    private static double? NullShare(BatchQuality figures, string column) =>
        figures.Rows > 0 && figures.Of(column) is { } found ? (double)found.Nulls / figures.Rows : null;

    private static double? Mean(BatchQuality figures) => (double?)figures.Of(OrderLine.Amount)?.Mean;
}
