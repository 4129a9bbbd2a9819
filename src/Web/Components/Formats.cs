using System.Globalization;

namespace RetailBus.Web.Components;

/// <summary>Numbers as a person reads them.</summary>
internal static class Formats
{
    private static readonly Dictionary<string, string> Symbols = new() { ["USD"] = "$", ["GBP"] = "£", ["EUR"] = "€", ["JPY"] = "¥", ["INR"] = "₹" };

    public static string Count(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>A number of things: 1 row, 2 rows.</summary>
    public static string Count(long? number, string thing) => $"{Count(number)} {thing}{(number == 1 ? "" : "s")}";

    public static string Bytes(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes} B",
        < 1_000_000 => Text($"{bytes / 1e3:0.#} kB"),
        < 1_000_000_000 => Text($"{bytes / 1e6:0.#} MB"),
        _ => Text($"{bytes / 1e9:0.##} GB"),
    };

    /// <summary>An amount with its currency: the sign where there is a well-known one, else the code.</summary>
    public static string Money(decimal? amount, string? currency)
    {
        if (amount is not { } money)
            return "–";
        var sign = money < 0 ? "−" : "";
        var number = Math.Abs(money).ToString("N2", CultureInfo.InvariantCulture);
        return currency is not null && Symbols.TryGetValue(currency, out var symbol) ? $"{sign}{symbol}{number}" : $"{sign}{number} {currency}".TrimEnd();
    }

    /// <summary>An amount for a chart's axis: 1.2M, 340k.</summary>
    public static string Short(double amount) => Math.Abs(amount) switch
    {
        >= 1e9 => Text($"{amount / 1e9:0.#}B"),
        >= 1e6 => Text($"{amount / 1e6:0.#}M"),
        >= 1e3 => Text($"{amount / 1e3:0.#}k"),
        _ => Text($"{amount:0.##}"),
    };

    /// <summary>A span of time in the unit that suits it.</summary>
    public static string Span(TimeSpan? span) => span switch
    {
        null => "–",
        { TotalMilliseconds: < 1000 } brief => Text($"{Math.Max(0, brief.TotalMilliseconds):0} ms"),
        { TotalSeconds: < 60 } seconds => Text($"{seconds.TotalSeconds:0.0} s"),
        { TotalMinutes: < 60 } minutes => Text($"{(int)minutes.TotalMinutes} min {minutes.Seconds} s"),
        { TotalHours: < 48 } hours => Text($"{(int)hours.TotalHours} h {hours.Minutes} min"),
        { } days => Text($"{days.TotalDays:0} days"),
    };

    /// <summary>A file's name without its folders.</summary>
    public static string FileName(string key) => key[(key.LastIndexOf('/') + 1)..];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
