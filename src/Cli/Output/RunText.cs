using System.Globalization;
using RetailBus.Contracts.Runs;
using Spectre.Console;

namespace RetailBus.Cli.Output;

/// <summary>Runs as a terminal shows them.</summary>
internal static class RunText
{
    public static string State(string state) => state switch
    {
        RunState.Completed => $"[green]{state}[/]",
        RunState.Duplicate => $"[blue]{state}[/]",
        RunState.Failed => $"[red]{state}[/]",
        RunState.Held or RunState.Cancelling or RunState.Cancelled => $"[yellow]{state}[/]",
        _ => $"[grey]{Markup.Escape(state)}[/]",
    };

    public static string Count(long? count) => count is { } known ? known.ToString("N0", CultureInfo.InvariantCulture) : "[grey]-[/]";

    public static string Time(DateTimeOffset? time) =>
        time is { } known ? known.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) : "[grey]-[/]";

    public static string Name(RunSummary run) => Markup.Escape(run.Object.Key);

    /// <summary>From the run's start to the warehouse's commit, or to its end.</summary>
    public static string Duration(RunTimings timings) => (timings.CommittedAt ?? timings.EndedAt) is { } end
        ? $"{(end - timings.StartedAt).TotalMilliseconds:N0} ms"
        : "[grey]-[/]";

    public static Table Table(IEnumerable<RunSummary> runs)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn(new TableColumn("Run").NoWrap()).AddColumn("File").AddColumn(new TableColumn("State").NoWrap());
        foreach (var column in new[] { "Accepted", "Quarantined", "Took" })
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        foreach (var run in runs)
        {
            table.AddRow(
                run.Id.ToString("D")[..8], Name(run), State(run.State), Count(run.Rows.Accepted), Count(run.Rows.Quarantined), Duration(run.Timings));
        }

        return table;
    }
}
