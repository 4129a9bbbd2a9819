using System.Globalization;

namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>Reads cells as the API writes them.</summary>
/// <remarks>Source: Snowflake, "Handling responses", on getting the data from the results.</remarks>
internal static class SqlCell
{
    /// <summary>Digits of a second's fraction that a <see cref="DateTimeOffset"/> keeps; Snowflake writes up to nine.</summary>
    private const int Digits = 7;

    /// <param name="cell">Of type <c>fixed</c> with scale 0.</param>
    /// <exception cref="FormatException">It is no such number.</exception>
    public static long? Int64(string? cell) =>
        cell is null ? null : (long)decimal.Parse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    /// <param name="cell">Of type <c>fixed</c>.</param>
    public static decimal? Decimal(string? cell) => cell is null ? null : decimal.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <param name="cell">Of type <c>real</c>.</param>
    public static double? Double(string? cell) => cell is null ? null : double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <param name="cell">Of type <c>boolean</c>.</param>
    public static bool? Boolean(string? cell) => cell switch
    {
        null => null,
        "true" or "TRUE" or "1" => true,
        "false" or "FALSE" or "0" => false,
        _ => throw new FormatException($"'{cell}' is no truth value."),
    };

    /// <param name="cell">Of type <c>date</c>: days since 1970.</param>
    public static DateOnly? Date(string? cell) =>
        cell is null ? null : DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(int.Parse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));

    /// <param name="cell">
    /// Of type <c>timestamp_ntz</c>, which is taken as UTC, or <c>timestamp_ltz</c>: seconds since 1970 with a fraction; or of
    /// <c>timestamp_tz</c>, where the offset's minutes plus 1440 follow. Less than 100 ns is cut off.
    /// </param>
    public static DateTimeOffset? Timestamp(string? cell)
    {
        if (cell is null)
            return null;
        var parts = cell.Split(' ');
        var instant = DateTimeOffset.UnixEpoch.AddTicks(Ticks(parts[0]));
        return parts.Length == 1 ? instant : instant.ToOffset(TimeSpan.FromMinutes(int.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture) - 1440));
    }

    /// <param name="cell">Of type <c>binary</c>: hexadecimal digits.</param>
    public static byte[]? Binary(string? cell) => cell is null ? null : Convert.FromHexString(cell);

    private static long Ticks(string seconds)
    {
        var number = decimal.Parse(seconds, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return (long)decimal.Floor(number * (decimal)Math.Pow(10, Digits));
    }
}
