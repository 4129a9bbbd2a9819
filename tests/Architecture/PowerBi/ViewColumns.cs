using System.Text.RegularExpressions;

namespace RetailBus.Architecture.PowerBi;

/// <summary>The columns of the sales views, from the text of their SQL.</summary>
internal static partial class ViewColumns
{
    /// <summary>By the view's name in capitals; the columns' names are in capitals, too, as Snowflake has them.</summary>
    public static Dictionary<string, HashSet<string>> OfEmbedded() => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src", "Warehouse", "Sql"), "*.sql")
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file).ToUpperInvariant(), file => Columns(File.ReadAllText(file)), StringComparer.Ordinal);

    /// <summary>None where <c>deploy/snowflake</c> has no views.</summary>
    public static Dictionary<string, HashSet<string>> OfSnowflake()
    {
        var file = Path.Combine(Repository.Root, "deploy", "snowflake", "R__sales_views.sql");
        return !File.Exists(file)
            ? []
            : View().Matches(File.ReadAllText(file)).ToDictionary(view => view.Groups["name"].Value, view => Columns(view.Groups["sql"].Value), StringComparer.Ordinal);
    }

    /// <summary>The last select's, which is the view's own.</summary>
    private static HashSet<string> Columns(string sql)
    {
        var start = sql.StartsWith("select ", StringComparison.Ordinal) ? 0 : sql.LastIndexOf("\nselect ", StringComparison.Ordinal) + 1;
        var end = sql.IndexOf("\nfrom ", start, StringComparison.Ordinal);
        return end < start + "select ".Length
            ? []
            : [.. TopLevel(sql[(start + "select ".Length)..end]).Select(column => Last().Match(column).Value.ToUpperInvariant())];
    }

    private static IEnumerable<string> TopLevel(string list)
    {
        var (from, depth) = (0, 0);
        for (var at = 0; at < list.Length; at++)
        {
            depth += list[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (list[at] != ',' || depth > 0)
                continue;
            yield return list[from..at].Trim();
            from = at + 1;
        }

        yield return list[from..].Trim();
    }

    [GeneratedRegex(@"create or replace view RETAILBUS\.SALES\.(?<name>\w+) as\n(?<sql>.*?);", RegexOptions.Singleline)]
    private static partial Regex View();

    [GeneratedRegex(@"\w+$")]
    private static partial Regex Last();
}
