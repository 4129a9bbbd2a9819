using System.Text.RegularExpressions;
using RetailBus.Warehouse.Tests.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake.Account;

/// <summary>
/// The statements that the account takes, with ids, times and file names left out: <c>Golden/statements.sql</c>. To accept others, run all
/// tests of the project, and the end-to-end tests of the cloud engines, with RETAILBUS_ACCEPT_GOLDEN set to the folder of that file; what it
/// has is kept, so empty it first to be rid of what is no longer sent.
/// </summary>
internal static partial class GoldenStatements
{
    private const string Accept = "RETAILBUS_ACCEPT_GOLDEN";
    private const string Separator = "\n;\n\n";
    private const string FileName = "statements.sql";
    private static readonly Lock Gate = new();
    private static readonly HashSet<string> Known = Read();

    /// <exception cref="StatementFailedException">It is not among them.</exception>
    public static void Check(string statement)
    {
        var shape = Shape(statement);
        lock (Gate)
        {
            if (Known.Contains(shape))
                return;
            if (Environment.GetEnvironmentVariable(Accept) is not { Length: > 0 } folder)
                throw new StatementFailedException("000000", "0A000", $"This statement was not accepted: {shape}");
            Known.Add(shape);
            File.WriteAllText(Path.Combine(folder, FileName), string.Join(Separator, Known.Order(StringComparer.Ordinal)) + "\n");
        }
    }

    /// <summary>The statement without what differs each time; its long lists of columns are broken into lines.</summary>
    public static string Shape(string statement)
    {
        statement = Id().Replace(statement, "'<id>'");
        statement = Time().Replace(statement, "'<time>'");
        statement = Files().Replace(statement, "files = (<files>)");
        return string.Join('\n', statement.ReplaceLineEndings("\n").Split('\n').SelectMany(Fold)).Trim();
    }

    private static IEnumerable<string> Fold(string line)
    {
        const int Longest = 140;
        while (line.Length > Longest)
        {
            var end = line.LastIndexOf(' ', Longest);
            yield return line[..end];
            line = $"    {line[(end + 1)..]}";
        }

        yield return line;
    }

    private static HashSet<string> Read()
    {
        var accepting = Environment.GetEnvironmentVariable(Accept);
        var path = Path.Combine(accepting is { Length: > 0 } ? accepting : Path.Combine(AppContext.BaseDirectory, "Golden"), FileName);
        return File.Exists(path) ? [.. File.ReadAllText(path).ReplaceLineEndings("\n").TrimEnd().Split(Separator, StringSplitOptions.RemoveEmptyEntries)] : [];
    }

    [GeneratedRegex("'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'")]
    private static partial Regex Id();

    [GeneratedRegex(@"'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}'")]
    private static partial Regex Time();

    [GeneratedRegex(@"files = \([^)]*\)")]
    private static partial Regex Files();
}
