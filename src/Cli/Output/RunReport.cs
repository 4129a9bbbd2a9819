using RetailBus.Contracts.Runs;
using Spectre.Console;

namespace RetailBus.Cli.Output;

/// <summary>One run whole: where it stands, both equations, its times, its figures and its timeline.</summary>
internal static class RunReport
{
    public static void Print(RunDetail run)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
        grid.AddRow("[grey]run[/]", run.Id.ToString("D"));
        grid.AddRow("[grey]file[/]", $"s3://{Markup.Escape(run.Object.Bucket)}/{Markup.Escape(run.Object.Key)} ({run.Object.Size:N0} bytes)");
        grid.AddRow("[grey]dataset[/]", Markup.Escape(run.Dataset));
        grid.AddRow("[grey]state[/]", $"{RunText.State(run.State)} (attempt {run.Attempt})");
        if (run.Reason is not null)
            grid.AddRow("[grey]reason[/]", Markup.Escape(run.Reason));
        if (run.DuplicateOf is { } other)
            grid.AddRow("[grey]duplicate of[/]", other.ToString("D"));
        if (run.Object.Resubmission is { } correction)
            grid.AddRow("[grey]resubmitted from[/]",
                $"{correction.ParentBatchId:D} by {Markup.Escape(correction.Actor)}: {Markup.Escape(correction.Reason)}");
        if (run.ResubmittedAs.Count > 0)
            grid.AddRow("[grey]resubmitted as[/]", string.Join(", ", run.ResubmittedAs));
        if (run.TraceId is not null)
            grid.AddRow("[grey]trace[/]", run.TraceId);
        grid.AddRow("[grey]transform[/]", Equations.Transform(run.Rows));
        grid.AddRow("[grey]load[/]", Equations.Load(run.Rows));
        grid.AddRow("[grey]landed[/]", RunText.Time(run.Timings.LandedAt));
        grid.AddRow("[grey]queryable[/]", RunText.Time(run.Timings.CommittedAt));
        AnsiConsole.Write(grid);
        if (run.Quality is { } quality)
            QualityReport.Print(AnsiConsole.Console, quality);

        var timeline = new Table().Border(TableBorder.Simple).AddColumns("When", "From", "To", "Why", "By");
        foreach (var entry in run.Timeline)
        {
            timeline.AddRow(
                RunText.Time(entry.At), Markup.Escape(entry.From), RunText.State(entry.To), Markup.Escape(entry.Reason), Markup.Escape(entry.Actor));
        }

        AnsiConsole.Write(timeline);
    }
}
