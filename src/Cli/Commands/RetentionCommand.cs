using System.CommandLine;
using System.Globalization;
using RetailBus.Cli.Output;
using RetailBus.Contracts.Retaining;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>retention</c>: removes what landed longer ago than its contract keeps it, with a record of what was removed.</summary>
internal static class RetentionCommand
{
    public static Command Create()
    {
        var dataset = new Option<string?>("--dataset") { Description = "Only of this dataset." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only count what would be removed." };
        var reason = new Option<string>("--reason")
        {
            Description = "Why; it stands in the record.",
            DefaultValueFactory = _ => "Asked for with retailbus retention.",
        };
        var actor = new Option<string>("--actor")
        {
            Description = "Who. Default: the user of this machine.",
            DefaultValueFactory = _ => Environment.UserName,
        };
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command(
            "retention", "Removes what landed longer ago than its contract keeps it, with a record of what was removed.")
        {
            dataset, dryRun, reason, actor, json, url,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = CommonOptions.Client(parsed, url);
            var record = await client.RetainAsync(
                parsed.GetValue(dataset),
                parsed.GetValue(dryRun),
                parsed.GetRequiredValue(actor),
                parsed.GetRequiredValue(reason),
                cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(record);
            else
                Print(record);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(RetentionRecord record)
    {
        if (record.Entries.Count == 0)
        {
            AnsiConsole.MarkupLine("No contract limits how long data is kept: nothing to do.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn("Dataset").AddColumn("Zone").AddColumn("Landed before")
            .AddColumn(new TableColumn("Objects").RightAligned()).AddColumn(new TableColumn("Bytes").RightAligned())
            .AddColumn(new TableColumn("Rows").RightAligned()).AddColumn(new TableColumn("Kept").RightAligned());
        foreach (var entry in record.Entries)
        {
            table.AddRow(
                Markup.Escape(entry.Dataset),
                entry.Zone,
                entry.CutOff.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture),
                Count(entry.Objects),
                Count(entry.Bytes),
                Count(entry.Rows),
                Count(entry.Kept));
        }

        AnsiConsole.Write(table);
        if (record.Entries.Any(entry => entry.Kept > 0))
            AnsiConsole.MarkupLine("[yellow]Kept: their run is not at its end, or further corrections go on from them. Retry, release or cancel those that failed or are held.[/]");
        AnsiConsole.MarkupLine(record.DryRun ? "Dry run: nothing was changed." : $"Sweep {record.SweepId} is done.");
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
