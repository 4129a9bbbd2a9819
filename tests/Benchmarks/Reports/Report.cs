using System.Globalization;
using System.Text.Json;

namespace RetailBus.Benchmarks.Reports;

/// <summary>Tables for a person as they are measured, or one JSON document at the end.</summary>
internal sealed class Report(bool json)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly Dictionary<string, List<Dictionary<string, object?>>> _tables = [];

    public void Add(string table, params (string Column, object? Value)[] row)
    {
        if (!_tables.TryGetValue(table, out var rows))
        {
            _tables[table] = rows = [];
            Say($"\n{table}\n{string.Join("", row.Select(cell => Cell(cell.Column, cell.Column)))}");
        }

        rows.Add(row.ToDictionary(cell => cell.Column, cell => cell.Value));
        Say(string.Join("", row.Select(cell => Cell(cell.Column, Text(cell.Value)))));
    }

    public void Finish()
    {
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(_tables, Indented));
    }

    private void Say(string line)
    {
        if (!json)
            Console.WriteLine(line);
    }

    private static string Cell(string column, string text) => text.PadRight(Math.Max(column.Length, 14) + 2);

    private static string Text(object? value) => value switch
    {
        null => "-",
        double number => number.ToString(number >= 100 ? "N0" : "0.00", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
