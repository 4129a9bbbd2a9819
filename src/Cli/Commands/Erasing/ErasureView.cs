using System.Globalization;
using RetailBus.Contracts.Erasures;
using Spectre.Console;

namespace RetailBus.Cli.Commands.Erasing;

/// <summary>An erasure's record on the terminal.</summary>
internal static class ErasureView
{
    public static void Print(ErasureRecord record)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("Where").AddColumn(new TableColumn("Objects").RightAligned())
            .AddColumn(new TableColumn("Rows").RightAligned());
        foreach (var zone in new[] { ErasedObject.Raw, ErasedObject.Processed, ErasedObject.Quarantine })
        {
            var objects = record.Objects.Where(entry => entry.Zone == zone).ToList();
            table.AddRow(zone, Count(objects.Count), Count(objects.Sum(entry => entry.Rows)));
        }

        table.AddRow("warehouse", "", Count(record.CurrentRows));
        table.AddRow("history", "", Count(record.HistoryRows));
        AnsiConsole.Write(table);
        foreach (var name in record.Unreadable)
            AnsiConsole.MarkupLine($"[yellow]can't be read, look at it by hand:[/] {Markup.Escape(name)}");
        AnsiConsole.MarkupLine(Markup.Escape(record switch
        {
            { State: ErasureState.Failed } => $"Erasure {record.ErasureId} failed: {record.Problem}",
            { DryRun: true } => $"Dry run {record.ErasureId}: nothing was changed.",
            { State: ErasureState.Verifying } =>
                $"Erasure {record.ErasureId}: the rows are gone. A later pass looks for what was on its way meanwhile.",
            _ => $"Erasure {record.ErasureId} is {record.State}, after {record.Passes} passes.",
        }));
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
