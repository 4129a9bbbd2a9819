using System.Text.RegularExpressions;

namespace RetailBus.Transform.Rules;

/// <summary>
/// Cuts an expression into words. A name with other characters than letters, digits and underscores stands in double quotes.
/// </summary>
internal static partial class Tokenizer
{
    public static List<Token> Read(string text)
    {
        var tokens = new List<Token>();
        var position = 0;
        while (position < text.Length)
        {
            var match = Word().Match(text, position);
            if (!match.Success)
                throw new ExpressionException($"'{text[position]}' at position {position + 1} has no meaning here");

            if (!match.Groups["space"].Success)
                tokens.Add(TokenOf(match, position + 1));
            position += match.Length;
        }

        tokens.Add(new Token(TokenKind.End, "the end", text.Length + 1));
        return tokens;
    }

    private static Token TokenOf(Match match, int position)
    {
        if (match.Groups["name"] is { Success: true } name)
            return new Token(TokenKind.Name, name.Value, position);
        if (match.Groups["quoted"] is { Success: true } quoted)
            return new Token(TokenKind.Name, quoted.Value, position);
        if (match.Groups["number"] is { Success: true } number)
            return new Token(TokenKind.Number, number.Value, position);
        if (match.Groups["text"] is { Success: true } text)
            return new Token(TokenKind.Text, text.Value.Replace("''", "'", StringComparison.Ordinal), position);
        return new Token(TokenKind.Sign, match.Value, position);
    }

    [GeneratedRegex(
        """\G(?:(?<space>\s+)|(?<name>[A-Za-z_]\w*)|"(?<quoted>[^"]+)"|(?<number>[0-9]+(?:\.[0-9]+)?)|'(?<text>(?:[^']|'')*)'|<=|>=|<>|[-+*=<>(),])""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
