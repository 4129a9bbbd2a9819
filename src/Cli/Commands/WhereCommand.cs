using System.CommandLine;
using RetailBus.Cli.Client;
using RetailBus.Cli.Output;
using RetailBus.Transform.Locating;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>where --dataset D --key "store=S03,order=17"</c>: every version of a row, and where it stands in the files that
/// landed.</summary>
internal static class WhereCommand
{
    public static Command Create()
    {
        var dataset = new Option<string>("--dataset") { Description = "The row's dataset.", Required = true };
        var key = new Option<string>("--key")
        {
            Description = "The row's key in the contract's columns: column=value,column=value; values with a comma in quotes.",
            Required = true,
        };
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command("where", "Finds every version of a row: file, line, batch, run, and why it is or is not current.")
        {
            dataset, key, json, url,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = CommonOptions.Client(parsed, url);
            var versions =
                await new RowLocator(client).FindAsync(parsed.GetRequiredValue(dataset), parsed.GetRequiredValue(key), cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(new { versions });
            else
                Print(versions);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(IReadOnlyList<LocatedVersion> versions)
    {
        if (versions.Count == 0)
        {
            AnsiConsole.MarkupLine("No row of that key was ever loaded. It may be in quarantine: retailbus quarantine list");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("File", "Line", "Batch", "Run", "State", "Text");
        foreach (var version in versions)
        {
            table.AddRow(
                Markup.Escape(version.File),
                string.Join('\n', version.Lines.Select(Line)),
                version.BatchId.ToString("D")[..8],
                version.RunState is null ? "[grey]-[/]" : RunText.State(version.RunState),
                Standing(version),
                Markup.Escape(version.NoLines ?? string.Join('\n', version.Lines.Select(line => line.Raw))));
        }

        AnsiConsole.Write(table);
    }

    private static string Standing(LocatedVersion version) => version switch
    {
        { IsCurrent: true } => "[green]current[/]",
        { ReplacedBy: { } other } => $"{version.Reason} by {other.ToString("D")[..8]}",
        _ => Markup.Escape(version.Reason ?? "not current"),
    };

    private static string Line(LandedLine line) => line.Fate == "accepted" ? $"{line.Line}" : $"{line.Line} ({line.Fate})";
}
