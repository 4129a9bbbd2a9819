using System.CommandLine;
using RetailBus.Cli.Client;
using RetailBus.Cli.Output;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>reconcile</c>: compares raw zone, processed zone, warehouse and runs, and repairs what does not agree.</summary>
internal static class ReconcileCommand
{
    public static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what does not agree, and change nothing." };
        var reason = new Option<string>("--reason")
        {
            Description = "Why; it stands on the timelines of the runs that are repaired.",
            DefaultValueFactory = _ => "Asked for with retailbus reconcile.",
        };
        var actor = new Option<string>("--actor")
        {
            Description = "Who. Default: the user of this machine.",
            DefaultValueFactory = _ => Environment.UserName,
        };
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command("reconcile", "Looks for what was lost on the way, and repairs it. Ends with 1 if the warehouse does not balance.")
        {
            dryRun, reason, actor, json, url,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = CommonOptions.Client(parsed, url);
            var report = await client.ReconcileAsync(
                !parsed.GetValue(dryRun), parsed.GetRequiredValue(actor), parsed.GetRequiredValue(reason), cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(report);
            else
                Print(report);
            return report.Balanced == false ? ExitCodes.Failed : ExitCodes.Done;
        });
        return command;
    }

    private static void Print(ReconcileReport report)
    {
        var looked = string.Join(", ", report.Checked.Select(what => $"{what.Value:N0} {what.Key}"));
        AnsiConsole.MarkupLine($"[grey]Looked at {(looked.Length == 0 ? "nothing that is not fresh" : Markup.Escape(looked))}.[/]");
        if (report.Findings.Count > 0)
            AnsiConsole.Write(Table(report));
        var found = report.Counts.Values.Sum();
        if (found > report.Findings.Count)
            AnsiConsole.MarkupLine($"[grey]and {found - report.Findings.Count:N0} more findings[/]");
        AnsiConsole.MarkupLine(found == 0 ? "Everything agrees." : $"{found:N0} findings{(report.Repair ? "" : "; nothing was changed")}.");
        AnsiConsole.MarkupLine(report.Balanced switch
        {
            true => "[green]The warehouse balances: current + history + erased + expired = accepted.[/]",
            false => "[red]The warehouse does not balance.[/]",
            null => "[yellow]The warehouse could not be asked whether it balances.[/]",
        });
    }

    private static Table Table(ReconcileReport report)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn(new TableColumn("Finding").NoWrap()).AddColumn(new TableColumn("Batch").NoWrap())
            .AddColumn("Object").AddColumn("What is wrong").AddColumn(report.Repair ? "Done" : "Would be done");
        foreach (var finding in report.Findings)
        {
            table.AddRow(
                finding.Kind,
                finding.BatchId?.ToString("D")[..8] ?? "",
                Markup.Escape(finding.Key is null ? "" : $"{finding.Bucket}/{finding.Key}"),
                Markup.Escape(finding.Detail),
                Markup.Escape(finding.Action));
        }

        return table;
    }
}
