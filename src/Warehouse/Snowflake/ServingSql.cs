using System.Text.RegularExpressions;
using RetailBus.Contracts.Rows;
using RetailBus.Warehouse.DuckDb;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>
/// The embedded warehouse's own reading statements, which keep to what both engines understand, with Snowflake's schemas.
/// </summary>
internal static partial class ServingSql
{
    public static string Read(string name) => SqlText.Raw(name)
        .Replace("{{columns}}", string.Join(", ", OrderLine.Columns.Select(column => column.Name)), StringComparison.Ordinal);

    /// <summary>Tables and views get their schema, so that it does not matter which one a session has.</summary>
    public static string Qualify(string sql) => Table().Replace(sql, "$1 core.$2");

    [GeneratedRegex(@"\b(from|join)\s+(order_lines|order_line_history|load_history|warehouse_balance)\b")]
    private static partial Regex Table();
}
