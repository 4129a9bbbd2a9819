using System.Globalization;
using RetailBus.Cli.Client;
using RetailBus.Cli.Output;
using RetailBus.Contracts.Rows;
using RetailBus.Contracts.Runs;
using Spectre.Console;

namespace RetailBus.Cli.Demo;

/// <summary>The demo as a terminal shows it: runs move live, then come the quarantine and the reconciliation.</summary>
internal sealed class TerminalView(IAnsiConsole console, TimeProvider time) : IDemoView
{
    private const int RunsShown = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public void Step(string text) => console.MarkupLine($"[green]>[/] {Markup.Escape(text)}");

    public async Task<T> FollowAsync<T>(RetailBusClient client, Task<T> work, CancellationToken cancellationToken)
    {
        if (!console.Profile.Capabilities.Interactive)
            return await work;

        await console.Live(new Table()).AutoClear(true).StartAsync(async live =>
        {
            while (!work.IsCompleted)
            {
                live.UpdateTarget(RunText.Table(await client.RunsAsync(null, null, RunsShown, cancellationToken)));
                await Task.WhenAny(work, Task.Delay(Pause, time, cancellationToken));
            }
        });
        return await work;
    }

    public void Quarantine(RunSummary run, IReadOnlyList<QuarantinedRow> rows)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Line", "As it stands in the file", "Why it is in quarantine");
        foreach (var row in rows)
        {
            table.AddRow(
                row.Line.ToString(CultureInfo.InvariantCulture), Markup.Escape(row.Raw),
                Markup.Escape(string.Join(" ", row.Reasons.Select(reason => reason.Message))));
        }

        console.MarkupLine($"  {RunText.State(run.State)}  {Markup.Escape(Equations.TransformText(run.Rows))}");
        console.Write(table);
    }

    public void Reconciliation(DemoReport.RowCounts told, DemoReport.RowCounts counted, DemoReport report)
    {
        console.Write(new Rule("[bold]Reconciliation[/]").LeftJustified());
        var table = new Table().Border(TableBorder.Simple).AddColumn("Term");
        foreach (var column in new[] { "The runs say", "Counted again from S3 and SQL" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var (term, said, again) in Terms(told).Zip(Terms(counted), (left, right) => (left.Term, left.Count, right.Count)))
            table.AddRow(term, $"{said:N0}", said == again ? $"[green]{again:N0}[/]" : $"[red]{again:N0}[/]");
        console.Write(table);

        var runs = report.Runs;
        console.MarkupLine($"{runs.Total} runs: {runs.Completed} completed, {runs.Duplicate} duplicate, {runs.Held} held, {runs.Failed} failed");
        console.MarkupLine(report.Balanced ? "[green]Everything balances.[/]" : "[red]This does not balance.[/]");
        var latency = report.LandingToQueryableMs;
        console.MarkupLine($"Landing to queryable, 100 rows: median [bold]{latency.P50:0} ms[/], 99th percentile [bold]{latency.P99:0} ms[/]");
    }

    private static IEnumerable<(string Term, long Count)> Terms(DemoReport.RowCounts rows) =>
    [
        ("records landed", rows.Landed), ("= headers", rows.Headers), ("+ accepted", rows.Accepted), ("+ quarantined", rows.Quarantined),
        ("+ duplicates", rows.Duplicates), ("accepted = inserted", rows.Inserted), ("+ updated", rows.Updated), ("+ unchanged", rows.Unchanged),
        ("+ superseded", rows.Superseded),
    ];
}
