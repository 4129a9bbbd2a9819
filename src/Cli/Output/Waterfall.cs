using System.Globalization;
using RetailBus.Contracts.Tracing;
using Spectre.Console;

namespace RetailBus.Cli.Output;

/// <summary>A run's spans in the terminal: what, where, how long, and a bar of when.</summary>
internal static class Waterfall
{
    private const int NarrowestBar = 20;
    private const int WidestBar = 60;

    /// <summary>Characters that the other columns take of a line.</summary>
    private const int Others = 68;

    public static void Write(IAnsiConsole console, RunTrace trace, bool all)
    {
        var shown = trace.Spans.Where(span => all || !span.IsTransport || span.Failed).ToList();
        if (shown.Count == 0)
        {
            console.MarkupLine(
                trace.TraceId is null
                    ? "The run was not traced."
                    : $"No spans of trace {trace.TraceId} are kept: they come a second or two after the work, and expire after some days.");
            return;
        }

        var first = shown.Min(span => span.StartedAt);
        var total = shown.Max(span => (span.StartedAt - first).TotalMilliseconds + span.Milliseconds);
        var width = Math.Clamp(console.Profile.Width - Others, NarrowestBar, WidestBar);
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn(new TableColumn("Span").NoWrap())
            .AddColumn(new TableColumn("Service").NoWrap())
            .AddColumn(new TableColumn("At").RightAligned().NoWrap())
            .AddColumn(new TableColumn("Took").RightAligned().NoWrap())
            .AddColumn(new TableColumn("").NoWrap());
        foreach (var span in shown)
        {
            var at = (span.StartedAt - first).TotalMilliseconds;
            table.AddRow(
                $"{new string(' ', 2 * span.Depth)}{Styled(span, Markup.Escape(span.Title ?? span.Name))}",
                $"[grey]{Markup.Escape(span.Service)}[/]",
                $"[grey]{Length(at)}[/]",
                Length(span.Milliseconds),
                Bar(span, at, total, width));
        }

        console.Write(table);
        foreach (var failed in shown.Where(span => span.Failed && span.Reason is not null))
            console.MarkupLine($"[red]{Markup.Escape(failed.Title ?? failed.Name)}[/]: {Markup.Escape(failed.Reason!)}");
        foreach (var link in shown.SelectMany(span => span.Links).Where(link => link.Kind == RunSpanLink.Generator).Distinct())
            console.MarkupLine($"[grey]Its records come from the generator of trace {Markup.Escape(link.TraceId)}[/]");
        console.MarkupLine($"{shown.Count} spans, {Length(total)}; trace [grey]{Markup.Escape(trace.TraceId ?? "none")}[/]");
        if (trace.Address is { } address)
            console.MarkupLine($"[link]{Markup.Escape(address.ToString())}[/]");
        if (trace.Cut)
            console.MarkupLine("[yellow]There are more spans than are shown.[/]");
    }

    private static string Bar(RunSpan span, double at, double total, int width)
    {
        var from = total > 0 ? (int)Math.Min(width - 1, at / total * width) : 0;
        var length = total > 0 ? (int)Math.Clamp(Math.Round(span.Milliseconds / total * width), 1, width - from) : 1;
        return new string(' ', from) + Styled(span, new string(span.IsWaiting ? '·' : '━', length));
    }

    private static string Styled(RunSpan span, string text) => span switch
    {
        { Failed: true } => $"[red]{text}[/]",
        { IsWaiting: true } or { IsTransport: true } => $"[grey]{text}[/]",
        { Depth: 0 } => $"[bold]{text}[/]",
        _ => text,
    };

    private static string Length(double milliseconds) => milliseconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms"),
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.0} s"),
    };
}
