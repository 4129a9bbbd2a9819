using RetailBus.Cli.Output;
using RetailBus.Contracts.Quality;
using RetailBus.Contracts.Runs;
using Spectre.Console;

namespace RetailBus.Cli.Tests;

public sealed class QualityReportTests
{
    [Fact]
    public void Figures_and_warnings_are_printed_a_line_for_each()
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 120;

        QualityReport.Print(console, new RunQuality { Figures = Figures, Warnings = [Warning] });

        var lines = text.ToString().Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Contains("warning The rows in [the] file are 4; usual is 8 to 52, by the last 5 runs.", lines);
        Assert.Contains("order_id 0 about 1,234 - - -", lines);
        Assert.Contains("amount 0 - -2.5 19.99 10.06", lines);
    }

    private static BatchQuality Figures { get; } = new()
    {
        Rows = 60_000,
        Columns =
        [
            new() { Column = "order_id", Nulls = 0, Distinct = 1234, DistinctIsEstimate = true },
            new() { Column = "amount", Nulls = 0, Min = "-2.5", Max = "19.99", Sum = 603_600, Mean = 10.06m },
        ],
    };

    private static QualityWarning Warning { get; } = new()
    {
        Measure = QualityMeasures.Rows,
        Value = 4,
        Lowest = 8,
        Highest = 52,
        Runs = 5,
        Message = "The rows in [the] file are 4; usual is 8 to 52, by the last 5 runs.",
    };
}
