using System.Globalization;

namespace RetailBus.Chaos.Oracle;

/// <summary>Texts of a file as values.</summary>
internal static class Values
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public static decimal? Number(string text) =>
        decimal.TryParse(text.Trim(), Plain, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static decimal? Whole(string text) => Number(text) is { } number && number == decimal.Truncate(number) ? number : null;

    public static DateTime? Time(string text, params string[] formats) =>
        DateTime.TryParseExact(text.Trim(), formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    public static string? Text(string text) => text.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    public static string Four(decimal number) => number.ToString("0.0000", CultureInfo.InvariantCulture);

    public static string Seconds(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Micros(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
