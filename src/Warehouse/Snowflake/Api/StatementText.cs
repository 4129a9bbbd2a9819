using System.Globalization;
using System.Text.RegularExpressions;

namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>A request's statements as the one text that the API takes, and the way back from a place in it.</summary>
internal sealed partial class StatementText
{
    private const int Between = 2;

    private readonly List<int> _firstLines = [];

    public StatementText(IReadOnlyList<string> statements)
    {
        var line = 1;
        foreach (var statement in statements)
        {
            _firstLines.Add(line);
            line += statement.AsSpan().Count('\n') + Between;
        }

        Text = string.Join("\n;\n", statements); // on a line of its own: a comment may end a statement
    }

    public string Text { get; }

    public int Count => _firstLines.Count;

    /// <summary>The statement, counted from 0, that a message of a failed request names by its line; null when it names none.</summary>
    /// <remarks>Source: Snowflake, "Submitting multiple SQL statements in a single request", where "(at line 1, position 75)" is such a place.</remarks>
    public int? Named(string? message)
    {
        if (message is null || Place().Match(message) is not { Success: true } match)
            return null;
        if (!int.TryParse(match.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var line))
            return null;
        var index = _firstLines.FindLastIndex(first => first <= line);
        return index < 0 ? null : index;
    }

    [GeneratedRegex(@"multiple statements failed on statement .*?\(at line (?<line>\d+), position \d+\)", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
