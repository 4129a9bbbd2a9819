namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>Finds the statements of a request's text, as a lexer does: quotes, dollar quotes and comments hold no statement's end.</summary>
internal static class ServerScript
{
    public static IReadOnlyList<ServerScriptPart> Split(string text)
    {
        var parts = new List<ServerScriptPart>();
        var start = 0;
        for (var at = 0; at <= text.Length; at = Next(text, at))
        {
            if (at < text.Length && text[at] != ';')
                continue;
            var from = start;
            while (from < at && char.IsWhiteSpace(text[from]))
                from++;
            if (from < at)
                parts.Add(Part(text, from, at));
            start = at + 1;
        }

        return parts;
    }

    public static bool StartsWith(string statement, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (statement.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (statement.Length == word.Length || !char.IsLetter(statement[word.Length])))
                return true;
        }

        return false;
    }

    private static ServerScriptPart Part(string text, int from, int to)
    {
        var line = text.AsSpan(0, from).Count('\n') + 1;
        var position = from - (text.LastIndexOf('\n', Math.Max(0, from - 1)) + 1);
        return new ServerScriptPart(text[from..to].TrimEnd(), line, position);
    }

    private static int Next(string text, int at)
    {
        if (at >= text.Length)
            return at + 1;
        return text[at] switch
        {
            '\'' or '"' => After(text, text[at].ToString(), at + 1),
            '$' when text.AsSpan(at).StartsWith("$$") => After(text, "$$", at + 2),
            '-' when text.AsSpan(at).StartsWith("--") => After(text, "\n", at + 2),
            '/' when text.AsSpan(at).StartsWith("/*") => After(text, "*/", at + 2),
            _ => at + 1,
        };
    }

    private static int After(string text, string end, int from)
    {
        var found = text.IndexOf(end, from, StringComparison.Ordinal);
        return found < 0 ? text.Length : found + end.Length;
    }
}
