using System.Globalization;
using RetailBus.Contracts.Quality;

namespace RetailBus.Orchestrator.Quality;

/// <summary>What one figure usually is.</summary>
/// <param name="Range">Null where too few runs have the figure.</param>
/// <param name="Runs">Runs that have it.</param>
internal sealed record UsualFigure(UsualRange? Range, int Runs)
{
    /// <summary>Bounds it to what a share can be.</summary>
    public UsualFigure Share() => this with { Range = Range?.Within(0, 1) };

    public bool Has(double value) => Range is not { } range || range.Has(value);

    /// <summary>Null when the value is usual, or it can't be told.</summary>
    public QualityWarning? Warn(double? value, string measure, string? column = null)
    {
        if (value is not { } found || Range is not { } range || range.Has(found))
            return null;

        var isCount = measure is QualityMeasures.Rows or QualityMeasures.Distinct;
        var usual = isCount ? range.Within(0, double.MaxValue).Whole() : range;
        var isShare = measure is QualityMeasures.QuarantinedShare or QualityMeasures.NullShare;
        string Text(double number) => isShare
            ? string.Create(CultureInfo.InvariantCulture, $"{number * 100:0.##}%")
            : number.ToString(isCount ? "#,0" : "#,0.##", CultureInfo.InvariantCulture);

        return new QualityWarning
        {
            Measure = measure,
            Column = column,
            Value = found,
            Lowest = usual.Lowest,
            Highest = usual.Highest,
            Runs = Runs,
            Message = $"{Name(measure, column)} {(measure == QualityMeasures.Rows ? "are" : "is")} {Text(found)}; usual is "
                + $"{Text(usual.Lowest)} to {Text(usual.Highest)}, by the last {Runs} runs.",
        };
    }

    private static string Name(string measure, string? column) => measure switch
    {
        QualityMeasures.Rows => "The rows in the file",
        QualityMeasures.QuarantinedShare => "The share of quarantined rows",
        QualityMeasures.NullShare => $"The share of rows without {column}",
        QualityMeasures.Distinct => $"The number of different {column}",
        _ => $"The mean of {column}",
    };
}
