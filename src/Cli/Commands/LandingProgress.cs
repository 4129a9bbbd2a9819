using RetailBus.Cli.Output;
using RetailBus.Contracts.Runs;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary>A line for each file as its run rests; silent for <c>--json</c>.</summary>
internal sealed class LandingProgress(IAnsiConsole? console) : IProgress<LandedFile>
{
    private const int StateWidth = 14;

    public void Report(LandedFile value)
    {
        if (console is null)
            return;

        var gap = new string(' ', Math.Max(1, StateWidth - value.State.Length));
        console.MarkupLine($"{RunText.State(value.State)}{gap}{Markup.Escape(Path.GetFileName(value.File))}{Rows(value)}");
        if (value.Reason is not null && value.State != RunState.Completed)
            console.MarkupLine($"    [grey]{Markup.Escape(value.Reason)}[/]");
    }

    private static string Rows(LandedFile file) => file.Rows.Accepted is { } accepted
        ? $"  [grey]{accepted:N0} accepted, {file.Rows.Quarantined:N0} quarantined, {file.Rows.Inserted ?? 0:N0} inserted[/]"
        : "";
}
