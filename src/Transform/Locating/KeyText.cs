using System.Text;

namespace RetailBus.Transform.Locating;

/// <summary>A key as people write it: <c>store=S03,order=17,item="Tea, green"</c>. Plain spaces around a value are no part of it.</summary>
internal static class KeyText
{
    /// <exception cref="KeyRefusedException">It is not written so.</exception>
    public static IReadOnlyList<(string Column, string Value)> Parse(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new KeyRefusedException("The key has a NUL character, which no row's key has. Write it as column=value,column=value.");
        var parts = Split(text);
        if (parts.Count == 0)
            throw new KeyRefusedException("The key is empty. Write it as column=value,column=value.");
        return [.. parts.Select(part => part.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign
            ? (part[..sign].Trim(), part[(sign + 1)..].Trim(' '))
            : throw new KeyRefusedException(
                $"\"{part}\" has no \"=\". Write the key as column=value,column=value, values with a comma in quotes."))];
    }

    /// <summary>At commas outside quotes; the quotes go, doubled ones within stay as one.</summary>
    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        var quoted = false;
        for (var place = 0; place < text.Length; place++)
        {
            if (text[place] == '"' && quoted && place + 1 < text.Length && text[place + 1] == '"')
                part.Append(text[place++]);
            else if (text[place] == '"')
                quoted = !quoted;
            else if (text[place] == ',' && !quoted)
                Take();
            else
                part.Append(text[place]);
        }

        Take();
        return parts;

        void Take()
        {
            if (part.ToString().Trim(' ') is { Length: > 0 } taken)
                parts.Add(taken);
            part.Clear();
        }
    }
}
