using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RetailBus.Transform.Rules;

/// <summary>
/// Reads a contract's pattern by the grammar of what means the same to RE2 (DuckDB) and to Java (Spark) where all of a value is matched:
/// alternatives, groups, <c>* + ? {n,m}</c> (lazy ones too), <c>.</c>, classes of characters, ranges and escapes,
/// <c>\d \D \w \W \t \n \r \f \xhh \x{h}</c>, Unicode's general categories (<c>\p{Lu}</c>), escaped punctuation, and <c>^</c> and <c>$</c>
/// at the ends.
/// </summary>
/// <remarks>
/// A category has the characters that the engine's edition of Unicode knows in it (Java 17: edition 13). A group that repeats costs Java
/// time and stack by the length of the value: maxLength bounds both.
/// </remarks>
internal sealed partial class PortablePattern
{
    /// <summary>RE2's limit, also for the product of nested ones.</summary>
    private const int MostRepeats = 1000;

    private const int Set = -1;
    private readonly string _pattern;
    private int _at;

    private PortablePattern(string pattern) => _pattern = pattern;

    /// <exception cref="FormatException">It has something else; the message says what, where, and what to write instead.</exception>
    public static void Check(string pattern)
    {
        var reader = new PortablePattern(pattern);
        reader.Alternatives(isWhole: true);
        if (!reader.IsAtEnd)
            throw reader.Wrong(reader._at, "closes no group", @"Write \) for the character");
    }

    private bool IsAtEnd => _at == _pattern.Length;

    private char Current => IsAtEnd ? '\0' : _pattern[_at];

    private char After => _at + 1 < _pattern.Length ? _pattern[_at + 1] : '\0';

    /// <returns>How many times at most something in it is repeated by number.</returns>
    private int Alternatives(bool isWhole)
    {
        var most = Sequence(isWhole);
        while (Take('|'))
            most = Math.Max(most, Sequence(isWhole));
        return most;
    }

    private int Sequence(bool isWhole)
    {
        var most = 1;
        if (isWhole)
            Take('^');
        while (!IsAtEnd && Current is not ('|' or ')'))
        {
            if (isWhole && Current == '$' && (After == '|' || _at + 1 == _pattern.Length))
            {
                _at++;
                break;
            }

            var start = _at;
            most = Math.Max(most, Atom() * Quantifier());
            if (most > MostRepeats)
                throw Wrong(start, $"repeats something more than {MostRepeats} times", "Write fewer, or use maxLength");
        }

        return most;
    }

    private int Atom()
    {
        switch (Current)
        {
            case '(':
                return Group();
            case '[':
                Class();
                return 1;
            case '\\':
                Escape();
                return 1;
            case '*' or '+' or '?' or '{':
                throw Wrong(_at, "has nothing before it to repeat", $@"Write \{Current} for the character");
            case '^' or '$':
                throw Wrong(
                    _at, "is no end of the pattern", $@"All of a value is matched, so leave it out, or write \{Current} for the character");
            default:
                _at += IsPair ? 2 : 1;
                return 1;
        }
    }

    private int Group()
    {
        var start = _at++;
        if (Take('?') && !Take(':'))
            throw Wrong(start, "begins a group of a special kind", "Write (...) or (?:...), and letters of both cases as [Aa]");
        var most = Alternatives(isWhole: false);
        return Take(')') ? most : throw Wrong(start, "is not closed", @"Write \( for the character");
    }

    private int Quantifier()
    {
        var start = _at;
        var times = 1;
        if (Current == '{')
            times = Times();
        else if (Current is '*' or '+' or '?')
            _at++;
        else
            return 1;
        Take('?');
        return Current is '*' or '+' or '?' or '{'
            ? throw Wrong(start, "repeats a repetition", "Write one of them, or put a group around the first")
            : times;
    }

    private int Times()
    {
        var braces = Braces().Match(_pattern, _at);
        if (!braces.Success)
            throw Wrong(_at, "is no {n}, {n,} or {n,m}", @"Write \{ for the character");
        var least = int.Parse(braces.Groups["least"].ValueSpan, CultureInfo.InvariantCulture);
        var most = braces.Groups["most"] is { Length: > 0 } said ? int.Parse(said.ValueSpan, CultureInfo.InvariantCulture) : least;
        if (most < least || most > MostRepeats)
            throw Wrong(_at, $"is no count up to {MostRepeats} from less to more", "Write {n}, {n,} or {n,m}");
        _at += braces.Length;
        return Math.Max(1, most);
    }

    private void Class()
    {
        var start = _at++;
        Take('^');
        for (var first = _at; _at == first || Current != ']';)
        {
            var (low, at) = (Member(isFirst: _at == first, start), _at);
            if (Current != '-' || After is ']' or '\0')
                continue;
            _at++;
            var isPlain = low != Set && _pattern[at - 1] != '-' && Current != '-';
            if (!isPlain || Member(isFirst: false, start) < low)
                throw Wrong(at, "is no range from a lower to a higher character", @"Write \- for the character");
        }

        _at++;
    }

    /// <returns>The character, or <see cref="Set"/>.</returns>
    private int Member(bool isFirst, int start)
    {
        switch (Current)
        {
            case '\0' when IsAtEnd:
                throw Wrong(start, "is not closed", @"Write \[ for the character");
            case '[':
                var name = Posix().Match(_pattern, _at);
                throw name.Success
                    ? Wrong(_at, "is other characters to Spark", "Write them as ranges, such as a-zA-Z or 0-9")
                    : Wrong(_at, "begins a class within a class to Spark", @"Write \[ for the character");
            case ']':
                throw Wrong(_at, "closes a class of nothing", @"Write \] for the character");
            case '&' when After == '&':
                throw Wrong(_at, "means what two classes share to Spark", "Write & once");
            case '-' when !isFirst && After != ']':
                throw Wrong(_at, "is neither a range nor at the end of its class", @"Write \- for the character");
            case '\\':
                return Escape();
            default:
                var member = IsPair ? char.ConvertToUtf32(_pattern, _at) : Current;
                _at += IsPair ? 2 : 1;
                return member;
        }
    }

    /// <returns>The character, or <see cref="Set"/>.</returns>
    private int Escape()
    {
        var start = _at++;
        var letter = Current;
        if (!IsAtEnd)
            _at++;
        switch (letter)
        {
            case 'd' or 'D' or 'w' or 'W':
                return Set;
            case 't' or 'n' or 'r' or 'f':
                return "\t\n\r\f"["tnrf".IndexOf(letter, StringComparison.Ordinal)];
            case 'p' or 'P' when Category().Match(_pattern, _at) is { Success: true } category:
                _at += category.Length;
                return Set;
            case 'x' when Hex().Match(_pattern, _at) is { Success: true } hex && Rune.TryCreate(ValueOf(hex), out var rune):
                _at += hex.Length;
                return rune.Value;
            default:
                return char.IsAscii(letter) && (char.IsPunctuation(letter) || char.IsSymbol(letter) || letter == ' ')
                    ? letter
                    : throw Wrong(start, "means something else to one of the engines, or nothing", InPlaceOf(letter));
        }
    }

    private static string InPlaceOf(char letter) => letter switch
    {
        's' => @"Write [ \t\n\r\f]",
        'S' => @"Write [^ \t\n\r\f]",
        'h' => @"Write [ \t]",
        'v' or 'R' => @"Write [\n\r]",
        'b' or 'B' or 'A' or 'z' or 'Z' => "All of a value is matched: leave it out, or write the characters themselves",
        'p' or 'P' => @"Write a general category of Unicode, such as \p{L} or \p{Nd}",
        'x' => @"Write \x and two hexadecimal digits, or \x{...} with the code point",
        _ => "Write the characters themselves",
    };

    private bool Take(char expected)
    {
        if (IsAtEnd || Current != expected)
            return false;
        _at++;
        return true;
    }

    private bool IsPair => char.IsHighSurrogate(Current) && char.IsLowSurrogate(After);

    private static int ValueOf(Match hex) =>
        int.Parse(hex.Groups["digits"].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private FormatException Wrong(int start, string what, string instead) =>
        new($"\"{Part().Match(_pattern, start).Value}\" at character {start + 1} {what}. {instead}.");

    [GeneratedRegex(@"\G\{(?<least>[0-9]{1,4})(,(?<most>[0-9]{0,4}))?\}")]
    private static partial Regex Braces();

    [GeneratedRegex(@"\G\[:\^?\w+:\]")]
    private static partial Regex Posix();

    [GeneratedRegex(@"\G(?:[LMNPSZ]|\{(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?)\})")]
    private static partial Regex Category();

    [GeneratedRegex(@"\G(?:(?<digits>[0-9A-Fa-f]{2})|\{(?<digits>[0-9A-Fa-f]{1,6})\})")]
    private static partial Regex Hex();

    /// <summary>What an error shows of what begins there.</summary>
    [GeneratedRegex(@"\G(?:\[:\^?\w+:\]|\\.?|\(\?P?<?[=!]?|\{[^}]*\}?|&&|[*+?]+|.|\z)", RegexOptions.Singleline)]
    private static partial Regex Part();
}
