using System.Text.RegularExpressions;
using RetailBus.Warehouse.Serving;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>
/// Lets one SELECT through by its words: comments, texts and quoted names are left out, what is left may hold no other statement, no stage
/// and nothing that runs or changes something.
/// </summary>
/// <remarks>
/// It is the lesser of two locks: the statement runs as a role that can only read the sales and the load history, and the account takes one
/// statement a request. What it does not know, it lets the account judge.
/// </remarks>
internal static partial class SelectText
{
    private const int MaxLength = 100_000;

    private static readonly HashSet<string> First =
        new(StringComparer.OrdinalIgnoreCase) { "select", "with", "values", "describe", "desc", "show" };

    private static readonly HashSet<string> Withheld = new(StringComparer.OrdinalIgnoreCase)
    {
        "insert", "update", "delete", "merge", "truncate", "copy", "put", "get", "remove", "create", "alter", "drop", "undrop", "grant",
        "revoke", "call", "execute", "use", "set", "unset", "begin", "commit", "rollback", "declare", "into", "identifier", "result_scan",
        "information_schema", "account_usage", "snowflake",
    };

    /// <exception cref="QueryRefusedException">It is not such a SELECT.</exception>
    public static void Check(string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        if (sql.Length > MaxLength)
            throw new QueryRefusedException($"The query has {sql.Length} characters; {MaxLength} are the limit.");
        if (sql.Contains('\0', StringComparison.Ordinal))
            throw new QueryRefusedException("The query holds a character that is no text (NUL).");

        var bare = Quoted().Replace(sql, match => match.Value[0] is '-' or '/' ? " " : " \0 ").TrimEnd(' ', '\t', '\r', '\n');
        if (bare.EndsWith(';'))
            bare = bare[..^1];
        if (bare.Contains(';', StringComparison.Ordinal))
            throw new QueryRefusedException("Send one SELECT at a time; these are several statements.");
        if (bare.AsSpan().IndexOfAny("@$?") >= 0)
        {
            throw new QueryRefusedException(
                "Stages (@), variables and positions ($) and parameters (?) are not answered; write the values into the query.");
        }

        if (bare.Contains("/*", StringComparison.Ordinal) || bare.AsSpan().IndexOfAny("'\"\\") >= 0)
            throw new QueryRefusedException("The query has a text or comment that does not end.");

        var words = Word().Matches(bare).Select(match => match.Value).ToList();
        if (words.Count == 0 || !First.Contains(words[0]))
            throw new QueryRefusedException("Only a SELECT is answered (also as WITH ... SELECT, VALUES, DESCRIBE, SHOW).");
        if (TimeTravel().IsMatch(bare))
            throw new QueryRefusedException("Times before now (AT, BEFORE, CHANGES) are not answered: what was erased would come back.");
        if (words.Find(word => Withheld.Contains(word) || word.StartsWith("system$", StringComparison.OrdinalIgnoreCase)) is { } withheld)
        {
            throw new QueryRefusedException(
                $"{withheld.ToUpperInvariant()} is not answered in a query; quote it (\"{withheld}\") where it is a name.");
        }
    }

    /// <summary>Comments, texts (a quote is doubled or stands after a backslash), texts between double dollars, quoted names.</summary>
    [GeneratedRegex(@"--[^\n]*|//[^\n]*|/\*.*?\*/|'(?:[^'\\]|''|\\.)*'|\$\$.*?\$\$|""(?:[^""]|"""")*""", RegexOptions.Singleline, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(?:at|before|changes)\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex TimeTravel();

    [GeneratedRegex(@"[A-Za-z_][A-Za-z0-9_$]*")]
    private static partial Regex Word();
}
