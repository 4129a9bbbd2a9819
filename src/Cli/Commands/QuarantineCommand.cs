using System.CommandLine;
using RetailBus.Cli.Client;
using RetailBus.Cli.Output;
using RetailBus.Contracts.Runs;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>quarantine list|show|resubmit</c>: rows that broke a rule, corrected and sent again as a batch linked to theirs.</summary>
internal static class QuarantineCommand
{
    private const int MostShown = 1000;

    public static Command Create() => new("quarantine", "Rows that broke a rule.") { List(), Show(), ResubmitCommand.Create() };

    private static Command List()
    {
        var dataset = new Option<string?>("--dataset") { Description = "Only batches of this dataset." };
        var limit = new Option<int>("--limit")
        {
            Description = "Batches to show at most, the newest first.",
            DefaultValueFactory = _ => 50,
        };
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command("list", "Lists the batches that have quarantined rows.") { dataset, limit, json, url };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = CommonOptions.Client(parsed, url);
            var runs = await client.QuarantinedAsync(parsed.GetValue(dataset), parsed.GetValue(limit), cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(new { runs });
            else if (runs.Count == 0)
                AnsiConsole.MarkupLine("No batch has quarantined rows.");
            else
                AnsiConsole.Write(RunText.Table(runs));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Show()
    {
        var id = new Argument<string>("ID") { Description = "The batch's id, or its first characters." };
        var csv = new Option<bool>("--csv")
        {
            Description =
                "Print the rows as CSV to correct and resubmit. Values that a spreadsheet would run as formulas have a ' before them, "
                + "which the resubmission takes off.",
        };
        var limit = new Option<int>("--limit")
        {
            Description = $"Rows to show at most, up to {MostShown}; not with --csv.",
            DefaultValueFactory = _ => 100,
        };
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command("show", "Shows a batch's quarantined rows with their reasons.") { id, csv, limit, json, url };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = CommonOptions.Client(parsed, url);
            var batch = await RunIds.ResolveAsync(client, parsed.GetRequiredValue(id), cancellationToken);
            var run = await client.RunAsync(batch, cancellationToken);
            if (parsed.GetValue(csv))
            {
                await using var output = Console.OpenStandardOutput();
                await client.QuarantineCsvAsync(run.Id, run.Dataset, output, cancellationToken);
                return ExitCodes.Done;
            }

            var page = await client.QuarantinedRowsAsync(run.Id, run.Dataset, parsed.GetValue(limit), cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(page);
            else
                Print(run, page);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(RunDetail run, QuarantinePage page)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("Line").RightAligned()).AddColumns("Row", "Why");
        foreach (var row in page.Rows)
            table.AddRow($"{row.Line}", Markup.Escape(row.Raw),
                Markup.Escape(string.Join('\n', row.Reasons.Select(reason => reason.Message))));
        AnsiConsole.Write(table);
        if (page.Rows.Count < (run.Rows.Quarantined ?? 0))
            AnsiConsole.MarkupLine($"[grey]{page.Rows.Count} of {run.Rows.Quarantined} rows; more with --limit, all with --csv.[/]");
        AnsiConsole.MarkupLine(
            $"[grey]Corrected rows: retailbus quarantine resubmit {run.Id.ToString("D")[..8]} FILE.csv --reason \"...\"[/]");
    }
}
