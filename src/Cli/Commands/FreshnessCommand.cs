using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RetailBus.Cli.Client;
using RetailBus.Cli.Output;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>freshness</c>: what the contracts expect of the stores, and what each store delivered last.</summary>
internal static class FreshnessCommand
{
    private const int MostStores = 1000;

    private const string Newest =
        "select dataset, store_id, max(last_landed_at) as last_landed_at, max(last_ordered_at) as last_ordered_at, sum(lines) as lines "
        + "from freshness group by all order by last_landed_at, dataset, store_id";

    public static Command Create()
    {
        var dataset = new Option<string?>("--dataset") { Description = "Only of this dataset." };
        var date = new Option<DateOnly?>("--date")
        {
            Description = "The day of the expected deliveries, as 2026-03-31. Default: today in the contract's zone.",
        };
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command(
            "freshness", "Shows which stores have not delivered what their contract expects, and what each delivered last. Ends with 1 if one is missing.")
        {
            dataset, date, json, url,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = CommonOptions.Client(parsed, url);
            var wanted = parsed.GetValue(dataset);
            var expected = await client.DeliveriesAsync(wanted, parsed.GetValue(date), cancellationToken);
            var found = await client.QueryAsync(Newest, MostStores, cancellationToken);
            var stores = found.Rows.Where(row => wanted is null || row[0].GetString() == wanted).ToList();
            if (parsed.GetValue(json))
                JsonOutput.Write(new { expected, stores = stores.Select(Told) });
            else
                Print(expected, stores, found.Truncated);
            return expected.Any(delivery => delivery.IsMissing) ? ExitCodes.Failed : ExitCodes.Done;
        });
        return command;
    }

    private static object Told(IReadOnlyList<JsonElement> row) =>
        new { dataset = row[0], storeId = row[1], lastLandedAt = row[2], lastOrderedAt = row[3], lines = row[4] };

    private static void Print(IReadOnlyList<StoreDelivery> expected, List<IReadOnlyList<JsonElement>> stores, bool areMore)
    {
        if (expected.Count == 0)
            AnsiConsole.MarkupLine("[grey]No contract expects a delivery on that day (timeOfAvailability).[/]");
        else
            AnsiConsole.Write(Expected(expected));
        var table = new Table().Border(TableBorder.Simple).Title("Last delivered, the oldest first").AddColumns("Dataset", "Store", "Landed", "Last order")
            .AddColumn(new TableColumn("Lines").RightAligned());
        foreach (var row in stores)
            table.AddRow([.. row.Select(value => Markup.Escape(value.ToString()))]);
        AnsiConsole.Write(table);
        if (areMore)
            AnsiConsole.MarkupLine($"[grey]The first {MostStores:N0}; the view freshness has all.[/]");
    }

    private static Table Expected(IReadOnlyList<StoreDelivery> deliveries)
    {
        var table = new Table().Border(TableBorder.Simple).Title("Expected").AddColumns("State", "Dataset", "Store", "Expected by", "Delivered")
            .AddColumn(new TableColumn("Rows").RightAligned());
        foreach (var delivery in deliveries)
        {
            table.AddRow(
                State(delivery.State), Markup.Escape(delivery.Dataset), Markup.Escape(delivery.Store), Time(delivery.ExpectedBy),
                delivery.DeliveredAt is { } at ? Time(at) : "–", delivery.Rows.ToString("N0", CultureInfo.InvariantCulture));
        }

        return table;
    }

    private static string State(string state) => state switch
    {
        "missing" => "[red]Has not delivered[/]",
        "late" => "[yellow]Late[/]",
        "notYetDue" => "[grey]Not yet due[/]",
        _ => "[green]On time[/]",
    };

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}
