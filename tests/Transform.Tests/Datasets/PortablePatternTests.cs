using RetailBus.Transform.DuckDb;
using RetailBus.Transform.Rules;
using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Datasets;

/// <summary>
/// What patterns may have. That random ones of them give random texts the same verdict on DuckDB and in Java was seen by hand; Java is not
/// everywhere.
/// </summary>
public sealed class PortablePatternTests(LocalEngine engine) : IClassFixture<LocalEngine>
{
    /// <param name="pattern">Taken.</param>
    /// <param name="text">That it is tried on.</param>
    /// <param name="matches">Java's verdict too.</param>
    [Theory]
    [InlineData(@"[A-Z]\d{4}", "A0001", true)]
    [InlineData(@"[^@]+@[^@]+", "a@b\n", true)]
    [InlineData(@"^a|b$", "b", true)]
    [InlineData(@"a|ab", "ab", true)]
    [InlineData(@"(|a)*b", "aab", true)]
    [InlineData(@"(?:a{2,3}?){2,}", "aaaaa", true)]
    [InlineData(@".", "\r", true)]
    [InlineData(@".", "\u0085", true)]
    [InlineData(@".", "\u2028", true)]
    [InlineData(@".", "\n", false)]
    [InlineData(@".{2}", "🛒🛒", true)]
    [InlineData(@"\W\D", "é٣", true)]
    [InlineData(@"[^\W_]+", "a1", true)]
    [InlineData(@"[\w.+\-]+", "a-b", true)]
    [InlineData(@"[-a&^]]", "-]", true)]
    [InlineData(@"\p{Lu}\pL\PN\P{Nd}", "Äé--", true)]
    [InlineData(@"\xe9\x{1F6D2}[\x41-\x{5a}]", "é🛒Q", true)]
    [InlineData(@"\t\n\r\f\\\(\)\[\]\{\}\.\*\+\?\^\$\|\-\/\ ", "\t\n\r\f\\()[]{}.*+?^$|-/ ", true)]
    [InlineData(@"[\t\n\\\]\[\-\^&]+", "\t\n\\][-^&", true)]
    [InlineData(@"}]", "}]", true)]
    [InlineData("", "", true)]
    public void A_pattern_of_the_common_subset_is_taken_and_means_the_same(string pattern, string text, bool matches)
    {
        PortablePattern.Check(pattern);

        using var session = engine.Sessions.Rent();
        var sql = $"SELECT {DuckDbDialect.Instance.FullMatch(Sql.Literal(text), pattern)}";
        Assert.Equal(matches, session.Query(sql, row => row.GetBoolean(0), TestContext.Current.CancellationToken).Single());
    }

    /// <param name="pattern">Refused.</param>
    /// <param name="error">What is said of it.</param>
    [Theory]
    [InlineData("x[[:alpha:]]", "\"[:alpha:]\" at character 3 is other characters to Spark. Write them as ranges, such as a-zA-Z or 0-9.")]
    [InlineData("[a[b]", "\"[\" at character 3 begins a class within a class to Spark. Write \\[ for the character.")]
    [InlineData("[a&&b]", "\"&&\" at character 3 means what two classes share to Spark. Write & once.")]
    [InlineData("[]a]", "\"]\" at character 2 closes a class of nothing. Write \\] for the character.")]
    [InlineData("[a", "\"[\" at character 1 is not closed. Write \\[ for the character.")]
    [InlineData("[a-", "\"-\" at character 3 is neither a range nor at the end of its class. Write \\- for the character.")]
    [InlineData("[z-a]", "\"-\" at character 3 is no range from a lower to a higher character. Write \\- for the character.")]
    [InlineData(@"[\d-z]", "\"-\" at character 4 is no range from a lower to a higher character. Write \\- for the character.")]
    [InlineData(@"[a-\d]", "\"-\" at character 3 is no range from a lower to a higher character. Write \\- for the character.")]
    [InlineData("[a-c-e]", "\"-\" at character 5 is neither a range nor at the end of its class. Write \\- for the character.")]
    [InlineData(@"a\s", "\"\\s\" at character 2 means something else to one of the engines, or nothing. Write [ \\t\\n\\r\\f].")]
    [InlineData(@"\bx", "\"\\b\" at character 1 means something else to one of the engines, or nothing. "
        + "All of a value is matched: leave it out, or write the characters themselves.")]
    [InlineData(@"\p{Latin}", "\"\\p\" at character 1 means something else to one of the engines, or nothing. "
        + "Write a general category of Unicode, such as \\p{L} or \\p{Nd}.")]
    [InlineData("(?i)x", "\"(?\" at character 1 begins a group of a special kind. "
        + "Write (...) or (?:...), and letters of both cases as [Aa].")]
    [InlineData("(?P<n>x)", "\"(?P<\" at character 1 begins a group of a special kind. "
        + "Write (...) or (?:...), and letters of both cases as [Aa].")]
    [InlineData("a++", "\"++\" at character 2 repeats a repetition. Write one of them, or put a group around the first.")]
    [InlineData("a{2}{3}", "\"{2}\" at character 2 repeats a repetition. Write one of them, or put a group around the first.")]
    [InlineData("a{,2}", "\"{,2}\" at character 2 is no {n}, {n,} or {n,m}. Write \\{ for the character.")]
    [InlineData("a{3,2}", "\"{3,2}\" at character 2 is no count up to 1000 from less to more. Write {n}, {n,} or {n,m}.")]
    [InlineData("(a{100}){11}", "\"(\" at character 1 repeats something more than 1000 times. Write fewer, or use maxLength.")]
    [InlineData("*a", "\"*\" at character 1 has nothing before it to repeat. Write \\* for the character.")]
    [InlineData("a$\n", "\"$\" at character 2 is no end of the pattern. "
        + "All of a value is matched, so leave it out, or write \\$ for the character.")]
    [InlineData("(a", "\"(\" at character 1 is not closed. Write \\( for the character.")]
    [InlineData("a)", "\")\" at character 2 closes no group. Write \\) for the character.")]
    [InlineData("a\\", "\"\\\" at character 2 means something else to one of the engines, or nothing. Write the characters themselves.")]
    [InlineData(@"\Qa\E", "\"\\Q\" at character 1 means something else to one of the engines, or nothing. "
        + "Write the characters themselves.")]
    [InlineData(@"(a)\1", "\"\\1\" at character 4 means something else to one of the engines, or nothing. "
        + "Write the characters themselves.")]
    [InlineData(@"\x{110000}", "\"\\x\" at character 1 means something else to one of the engines, or nothing. "
        + "Write \\x and two hexadecimal digits, or \\x{...} with the code point.")]
    public void What_means_something_else_to_one_engine_is_refused_with_what_to_write(string pattern, string error)
    {
        Assert.Equal(error, Assert.Throws<FormatException>(() => PortablePattern.Check(pattern)).Message);
    }
}
