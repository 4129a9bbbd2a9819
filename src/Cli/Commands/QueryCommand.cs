using System.CommandLine;
using System.Text.Json;
using RetailBus.Cli.Client;
using RetailBus.Cli.Output;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>query "select ..."</c>: read-only SQL on the warehouse.</summary>
internal static class QueryCommand
{
    public static Command Create()
    {
        var sql = new Argument<string>("SQL") { Description = "One SELECT." };
        var rows = new Option<int>("--max-rows") { Description = "Rows to show at most.", DefaultValueFactory = _ => 1_000 };
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command("query", "Runs read-only SQL on the warehouse.") { sql, rows, json, url };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = CommonOptions.Client(parsed, url);
            var result = await client.QueryAsync(parsed.GetRequiredValue(sql), parsed.GetValue(rows), cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(Objects(result));
            else
                Print(result);
            if (result.Truncated)
                await Console.Error.WriteLineAsync($"Only the first {result.Rows.Count} rows are shown; ask for more with --max-rows.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static IEnumerable<Dictionary<string, JsonElement>> Objects(QueryResult result) =>
        result.Rows.Select(row => result.Columns.Zip(row).ToDictionary(cell => cell.First.Name, cell => cell.Second));

    private static void Print(QueryResult result)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in result.Columns)
            table.AddColumn(new TableColumn(Markup.Escape(column.Name)) { Alignment = IsNumber(column.Type) ? Justify.Right : Justify.Left });
        foreach (var row in result.Rows)
            table.AddRow([.. row.Select(cell => cell.ValueKind == JsonValueKind.Null ? "[grey]null[/]" : Markup.Escape(cell.ToString()))]);
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLine($"[grey]{result.Rows.Count} rows in {result.ElapsedMs:0.0} ms[/]");
    }

    private static bool IsNumber(string type) =>
        type.Contains("INT", StringComparison.OrdinalIgnoreCase)
        || type.StartsWith("DECIMAL", StringComparison.OrdinalIgnoreCase)
        || type.StartsWith("DOUBLE", StringComparison.OrdinalIgnoreCase);
}
