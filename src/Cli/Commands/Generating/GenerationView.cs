using System.Globalization;
using Spectre.Console;

namespace RetailBus.Cli.Commands.Generating;

/// <summary>A generation on the terminal: two bars while it goes on, its account at the end.</summary>
internal static class GenerationView
{
    public static async Task<GenerationReport> ShowAsync(
        int orders, Func<IProgress<GenerationStep>, Task<GenerationReport>> follow) =>
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context => await follow(new Bars(
                context.AddTask("orders put into the stream", maxValue: orders),
                context.AddTask("rows that can be queried", maxValue: orders))));

    public static void Print(GenerationReport report)
    {
        var sent = report.Sent;
        var landed = report.Landed;
        var table = new Table().Border(TableBorder.Simple).HideHeaders()
            .AddColumn("").AddColumn(new TableColumn("").RightAligned()).AddColumn("");
        void Row(string name, string value, string remark = "") =>
            table.AddRow(name, value, $"[grey]{Markup.Escape(remark)}[/]");
        Row("orders put", Count(sent.Orders), $"{Count(sent.LateOrders)} of them late; in {Count(sent.Records)} records");
        Row("lines put", Count(sent.Lines), $"and {Count(sent.RepeatedLines)} a second time, and {Count(sent.BadLines)} bad ones");
        Row("objects landed", Count(landed.Objects), $"{Count(landed.Records)} records, {Count(landed.Headers)} header lines among them");
        Row("accepted", Count(landed.Accepted), $"{Count(landed.Inserted)} inserted, {Count(landed.Unchanged)} unchanged");
        Row("quarantined", Count(landed.Quarantined));
        Row("duplicates in an object", Count(landed.Duplicates));
        Row("landed again", Count(report.LandedAgain), "put again after a lost answer, or by other producers of the stream");
        Row("current rows", Count(report.CurrentRows), $"{Count(report.HistoryRows)} in the history");
        Row("achieved rate", report.Rate is { } rate ? $"{rate.ToString("N0", CultureInfo.InvariantCulture)} /s" : "-", "orders");
        Row("landing to queryable", Times(report.LandingToQueryableMs), "p50 / p99; by Last-Modified (whole seconds): up to 1 s too long");
        Row("run start to queryable", Times(report.RunToQueryableMs), "p50 / p99");
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLine(report.AllAccountedFor
            ? $"Generation {report.GenerationId} is {report.State}: [green]all rows accounted for.[/]"
            : $"Generation {report.GenerationId} is {report.State}: [red]not all rows are accounted for.[/] See: retailbus runs");
    }

    private static string Times(GenerationReport.Percentiles times) =>
        string.Create(CultureInfo.InvariantCulture, $"{times.P50:N0} / {times.P99:N0} ms");

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private sealed class Bars(ProgressTask put, ProgressTask queryable) : IProgress<GenerationStep>
    {
        public void Report(GenerationStep value)
        {
            put.Value = value.Orders;
            // Lines that are not made yet: as many an order as so far.
            queryable.MaxValue = value.Orders == 0 ? put.MaxValue : Math.Max(1, value.Lines * put.MaxValue / value.Orders);
            queryable.Value = value.Rows;
        }
    }
}
