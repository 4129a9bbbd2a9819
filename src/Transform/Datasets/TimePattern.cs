using System.Globalization;
using System.Text.RegularExpressions;

namespace RetailBus.Transform.Datasets;

/// <summary>Time formats as contracts write them (Unicode patterns, as Java and Spark take them) in the engines' notations.</summary>
/// <remarks>
/// What both engines take: of <c>MM</c>, <c>dd</c>, <c>HH</c>, <c>mm</c> and <c>ss</c> one digit or two, as of <c>M</c>, <c>d</c> and
/// <c>H</c>, unless the field stands beside another without anything between; then as many digits as letters, as always of <c>yyyy</c>,
/// <c>yy</c> (1969 to 2068), <c>SSS</c> and <c>SSSSSS</c>. So <c>MM/dd/yyyy HH:mm</c> takes <c>1/5/2026 9:05</c>, and <c>yyyyMMdd</c> takes
/// eight digits. Years are those from 1000 to 9999, of ISO 8601 too: the type's rule refuses others.
/// </remarks>
internal static partial class TimePattern
{
    private static readonly Dictionary<string, string> Specifiers = new()
    {
        ["yyyy"] = "%Y",
        ["yy"] = "%y",
        ["MM"] = "%m",
        ["M"] = "%m",
        ["dd"] = "%d",
        ["d"] = "%d",
        ["HH"] = "%H",
        ["H"] = "%H",
        ["mm"] = "%M",
        ["ss"] = "%S",
        ["SSS"] = "%g",
        ["SSSSSS"] = "%f",
    };

    /// <summary>No earlier time is meant by anyone: it is a year of two digits.</summary>
    public static readonly DateTimeOffset Earliest = new(1000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The last that all engines hold and write alike.</summary>
    public static readonly DateTimeOffset Latest = DateTimeOffset.MaxValue;

    public static bool IsValid(string pattern) =>
        pattern.Contains("yy", StringComparison.Ordinal)
        && char.IsAsciiLetter(pattern[0])
        && Part().Replace(pattern, match => IsKnown(match) ? "" : "?") is var rest
        && rest.Length == 0;

    /// <summary>The pattern with two letters for each field that stands beside another, so that it can be told where it ends.</summary>
    public static string Told(string pattern) => string.Concat(
        Parts(pattern).Select(part => part is { IsField: true, IsJoined: true, Text.Length: 1 } ? part.Text + part.Text : part.Text));

    /// <summary>For DuckDB, which takes fewer digits than letters everywhere: see <see cref="IsCounted"/>.</summary>
    public static string Strptime(string pattern) =>
        string.Concat(Parts(pattern).Select(part => part.IsField ? Specifiers[part.Text] : part.Text.Trim('\'')));

    /// <summary>For Java, which takes two digits where there are two letters.</summary>
    public static string Java(string pattern) =>
        string.Concat(Parts(pattern).Select(part => part.HasOneOrTwo ? part.Text[..1] : part.Text));

    /// <summary>Whether some field has as many digits as letters, beside <c>yyyy</c>, whose other numbers of digits no year has.</summary>
    public static bool IsCounted(string pattern) =>
        Parts(pattern).Any(part => part.IsField && part.Text != "yyyy" && !part.HasOneOrTwo);

    /// <summary>Whether years are of two digits.</summary>
    public static bool HasShortYears(string pattern) => !pattern.Contains("yyyy", StringComparison.Ordinal);

    /// <summary>A separator that times of the pattern have, and most of ISO 8601 don't; null for none.</summary>
    public static char? Mark(string pattern) => pattern.IndexOfAny(['/', '.', ',']) is >= 0 and var place ? pattern[place] : null;

    /// <summary>A regular expression of what a whole text looks like.</summary>
    public static string Digits(string pattern) => string.Concat(Parts(pattern).Select(part => part switch
    {
        { HasOneOrTwo: true } => "[0-9]{1,2}",
        { IsField: true } => string.Create(CultureInfo.InvariantCulture, $"[0-9]{{{part.Text.Length}}}"),
        { Text: "." } => "[.]",
        _ => part.Text.Trim('\''),
    }));

    private static IEnumerable<TimePatternPart> Parts(string pattern)
    {
        var parts = Part().Matches(pattern);
        for (var place = 0; place < parts.Count; place++)
        {
            var isJoined = (place > 0 && IsField(parts[place - 1])) || (place + 1 < parts.Count && IsField(parts[place + 1]));
            yield return new TimePatternPart(parts[place].Value, IsField(parts[place]), isJoined);
        }
    }

    private static bool IsField(Match part) => part.Groups["letters"].Success;

    private static bool IsKnown(Match match) => !IsField(match) || Specifiers.ContainsKey(match.Value);

    [GeneratedRegex("(?<letters>([A-Za-z])\\1*)|'[A-Za-z]+'|[-/.: ,]", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
