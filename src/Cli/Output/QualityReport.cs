using System.Globalization;
using RetailBus.Contracts.Quality;
using RetailBus.Contracts.Runs;
using Spectre.Console;

namespace RetailBus.Cli.Output;

/// <summary>A run's figures, a line for each column, and its warnings.</summary>
internal static class QualityReport
{
    public static void Print(IAnsiConsole console, RunQuality quality)
    {
        foreach (var warning in quality.Warnings)
            console.MarkupLine($"[yellow]warning[/] {Markup.Escape(warning.Message)}");
        if (quality.Figures.Columns.Count == 0)
            return;

        var table = new Table().Border(TableBorder.Simple).AddColumn("Accepted rows");
        foreach (var name in new[] { "Nulls", "Distinct", "Least", "Greatest", "Mean" })
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var column in quality.Figures.Columns)
        {
            table.AddRow(
                Markup.Escape(column.Column),
                RunText.Count(column.Nulls),
                (column.DistinctIsEstimate ? "about " : "") + RunText.Count(column.Distinct),
                Value(column.Min),
                Value(column.Max),
                Mean(column));
        }

        console.Write(table);
    }

    private static string Value(string? value) => value is null ? "[grey]-[/]" : Markup.Escape(value);

    private static string Mean(ColumnQuality column) =>
        column.Mean is { } mean ? mean.ToString("#,0.##", CultureInfo.InvariantCulture) : "[grey]-[/]";
}
