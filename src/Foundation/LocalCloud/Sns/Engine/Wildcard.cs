using System.Text;

namespace RetailBus.LocalCloud.Sns.Engine;

/// <summary>The <c>wildcard</c> pattern: <c>*</c> stands for any text, a backslash before <c>*</c> or a backslash for itself.</summary>
internal sealed class Wildcard
{
    /// <summary>What has to come between the stars; one more than there are stars.</summary>
    private readonly List<string> _pieces = [];

    /// <exception cref="SnsException">InvalidParameter.</exception>
    public static Wildcard Parse(string pattern)
    {
        var wildcard = new Wildcard();
        var piece = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '*')
            {
                if (i > 0 && pattern[i - 1] == '*' && piece.Length == 0)
                    throw FilterPolicy.Invalid("Consecutive wildcard characters are not allowed");
                wildcard._pieces.Add(piece.ToString());
                piece.Clear();
                continue;
            }

            if (pattern[i] == '\\' && (++i == pattern.Length || pattern[i] is not ('*' or '\\')))
                throw FilterPolicy.Invalid("Invalid escape character in a wildcard pattern");
            piece.Append(pattern[i]);
        }

        wildcard._pieces.Add(piece.ToString());
        return wildcard;
    }

    /// <summary>Each piece is taken where it comes first, which leaves the most for those after it.</summary>
    public bool Matches(string text)
    {
        if (_pieces.Count == 1)
            return text == _pieces[0];
        if (!text.StartsWith(_pieces[0], StringComparison.Ordinal))
            return false;
        var rest = text.AsSpan(_pieces[0].Length);
        foreach (var piece in _pieces.Skip(1).SkipLast(1))
        {
            var at = rest.IndexOf(piece, StringComparison.Ordinal);
            if (at < 0)
                return false;
            rest = rest[(at + piece.Length)..];
        }

        return rest.EndsWith(_pieces[^1], StringComparison.Ordinal);
    }
}
