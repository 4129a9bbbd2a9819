using System.Globalization;
using System.Numerics;
using RetailBus.Warehouse.Serving;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>Results of the SQL API as the values that the embedded engine gives.</summary>
internal static class ResultValues
{
    private const int KeyBytes = 16;

    /// <param name="result">Of one SELECT.</param>
    /// <param name="isForeign">Whether somebody else wrote it: its 16 bytes need not be a key.</param>
    /// <param name="maxCharacters">That it may hold.</param>
    /// <exception cref="QueryRefusedException">It holds more.</exception>
    public static QueryResult Of(SqlResult result, bool isForeign, int maxCharacters)
    {
        var characters = result.Rows.Sum(row => row.Sum(cell => (long)(cell?.Length ?? 0)));
        if (characters > maxCharacters)
            throw new QueryRefusedException($"The result is larger than {maxCharacters} characters. Ask for fewer rows or columns.");
        return new QueryResult
        {
            Columns = [.. result.Columns.Select(column => new QueryColumn(Name(column.Name), column.Type))],
            Rows = [.. result.Rows.Select(row => row.Select((cell, i) => Value(cell, result.Columns[i], isForeign)).ToArray())],
            Truncated = !result.IsWhole,
            ElapsedMs = 0,
        };
    }

    /// <summary>Names that were written without quotes come in capitals.</summary>
    private static string Name(string name) => name.Any(char.IsLower) ? name : name.ToLowerInvariant();

    private static object? Value(string? cell, SqlColumn column, bool isForeign) => (cell, column.Type) switch
    {
        (null, _) => null,
        (_, "fixed") => Number(cell, column.Scale ?? 0),
        (_, "real") => SqlCell.Double(cell),
        (_, "boolean") => SqlCell.Boolean(cell),
        (_, "date") => SqlCell.Date(cell),
        (_, "timestamp_ntz" or "timestamp_ltz" or "timestamp_tz") => SqlCell.Timestamp(cell)!.Value.UtcDateTime,
        (_, "binary") when !isForeign && cell.Length == KeyBytes * 2 => new Guid(Convert.FromHexString(cell), bigEndian: true),
        _ => cell,
    };

    private static object Number(string cell, int scale)
    {
        if (scale == 0)
            return long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small)
                ? small
                : BigInteger.Parse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : cell;
    }
}
