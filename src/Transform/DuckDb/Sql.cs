using System.Globalization;

namespace RetailBus.Transform.DuckDb;

/// <summary>Quotes what comes from contracts and files into DuckDB's SQL.</summary>
internal static class Sql
{
    public static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Literal(decimal number) => $"CAST({number.ToString(CultureInfo.InvariantCulture)} AS DECIMAL(38,8))";

    /// <summary>As decimal(18,4), which is compared with a column as it stands; null for a number that it does not hold.</summary>
    public static string? Narrow(decimal number) => decimal.Round(number, 4) == number && Math.Abs(number) < 1e14m
        ? $"CAST({number.ToString(CultureInfo.InvariantCulture)} AS DECIMAL(18,4))"
        : null;

    public static string Literal(Guid id) => $"UUID '{id:D}'";

    public static string Literal(DateTimeOffset time) =>
        $"TIMESTAMP '{time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}'";

    /// <summary>A text that is the same for all rows: as an enumeration it costs nothing to write, and reads back as text.</summary>
    public static string Constant(string text) => $"CAST({Literal(text)} AS ENUM({Literal(text)}))";

    public static string Concat(IEnumerable<string> parts) => $"concat({string.Join(", ", parts)})";
}
