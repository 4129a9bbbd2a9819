namespace RetailBus.Architecture.PowerBi;

/// <summary>
/// Reads TMDL as far as this model uses it: a line a tab deeper belongs to the object above, an expression's lines stand two deeper at least.
/// </summary>
/// <remarks>Source: Microsoft, "Tabular Model Definition Language (TMDL)", indentation and object declaration.</remarks>
internal sealed class TmdlReader
{
    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal)
    {
        "database", "model", "table", "column", "measure", "partition", "expression", "relationship", "annotation", "ref", "dataAccessOptions",
    };

    private readonly List<TmdlLine> _lines;
    private int _at;

    private TmdlReader(List<TmdlLine> lines) => _lines = lines;

    /// <exception cref="FormatException">A line that breaks the rules, with its place.</exception>
    public static List<TmdlObject> Read(string path)
    {
        var reader = new TmdlReader([.. Lines(path)]);
        var objects = new List<TmdlObject>();
        while (reader._at < reader._lines.Count)
            objects.Add(reader.Object(depth: 0));
        return objects;
    }

    private static IEnumerable<TmdlLine> Lines(string path)
    {
        foreach (var (number, line) in File.ReadLines(path).Index())
        {
            var text = line.TrimStart('\t');
            if (line.EndsWith(' ') || line.EndsWith('\t'))
                throw new FormatException($"{path}:{number + 1} ends in blanks.");
            if (text.Length > 0 && !text.StartsWith("///", StringComparison.Ordinal))
                yield return new TmdlLine(path, number + 1, line.Length - text.Length, text);
        }
    }

    private TmdlObject Object(int depth)
    {
        var line = _lines[_at++];
        if (line.Depth != depth || line.Text.StartsWith(' '))
            throw new FormatException($"{line} stands at depth {line.Depth} and should at {depth}.");
        var declared = Declared(line);
        Continue(declared, depth);
        while (_at < _lines.Count && _lines[_at].Depth > depth)
        {
            if (Kinds.Contains(_lines[_at].Text.Split(' ')[0]))
                declared.Children.Add(Object(depth + 1));
            else
                Property(declared, depth + 1);
        }

        return declared;
    }

    private static TmdlObject Declared(TmdlLine line)
    {
        var (head, expression) = Split(line.Text, " =");
        var (kind, name) = Split(head, " ");
        if (!Kinds.Contains(kind))
            throw new FormatException($"{line} is no declaration.");
        if (name.StartsWith('\'') != (name.Contains(' ') && kind != "ref"))
            throw new FormatException($"{line}: names with blanks, and only those, stand in quotes.");
        return new TmdlObject(kind, name.Trim('\'')) { Expression = expression.Trim() };
    }

    private void Property(TmdlObject owner, int depth)
    {
        var line = _lines[_at++];
        if (line.Depth != depth)
            throw new FormatException($"{line} stands at depth {line.Depth} and should at {depth}.");
        var (name, value) = line.Text.EndsWith(" =", StringComparison.Ordinal) ? (line.Text[..^2], "") : Split(line.Text, ": ");
        if (line.Text.EndsWith(" =", StringComparison.Ordinal))
            value = Deeper(depth);
        if (!owner.Properties.TryAdd(name, value))
            throw new FormatException($"{line} is there twice.");
    }

    private void Continue(TmdlObject declared, int depth)
    {
        if (declared.Expression.Length == 0)
            declared.Expression = Deeper(depth);
    }

    private string Deeper(int depth)
    {
        var lines = new List<string>();
        while (_at < _lines.Count && _lines[_at].Depth >= depth + 2)
            lines.Add(_lines[_at++].Text);
        return string.Join('\n', lines);
    }

    private static (string Before, string After) Split(string text, string separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + separator.Length)..]) : (text, "");
}
