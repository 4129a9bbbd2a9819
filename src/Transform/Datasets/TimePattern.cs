using System.Text;
using System.Text.RegularExpressions;

namespace RetailBus.Transform.Datasets;

/// <summary>Time formats as contracts write them (Unicode patterns, as Java and Spark take them) in strptime's notation.</summary>
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

    public static bool IsValid(string pattern) =>
        pattern.Contains("yy", StringComparison.Ordinal)
        && char.IsAsciiLetter(pattern[0])
        && Part().Replace(pattern, match => IsKnown(match) ? "" : "?") is var rest
        && rest.Length == 0;

    public static string Strptime(string pattern)
    {
        var text = new StringBuilder();
        foreach (Match match in Part().Matches(pattern))
            text.Append(match.Groups["letters"].Success ? Specifiers[match.Value] : match.Groups["literal"].Success ? match.Groups["literal"].Value : match.Value);
        return text.ToString();
    }

    private static bool IsKnown(Match match) => !match.Groups["letters"].Success || Specifiers.ContainsKey(match.Value);

    [GeneratedRegex("(?<letters>([A-Za-z])\\1*)|'(?<literal>[A-Za-z]+)'|[-/.: ,]", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
