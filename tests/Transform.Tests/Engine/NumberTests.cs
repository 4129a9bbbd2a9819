using RetailBus.Transform.DuckDb;
using RetailBus.Transform.Spark;

namespace RetailBus.Transform.Tests.Engine;

/// <summary>What counts as a number: the same to both engines, whose casts take more than that, and not the same.</summary>
public sealed class NumberTests(LocalEngine engine) : IClassFixture<LocalEngine>
{
    [Theory]
    [InlineData("5", "5.0000")]
    [InlineData("+5", "5.0000")]
    [InlineData("-.5", "-0.5000")]
    [InlineData("5.", "5.0000")]
    [InlineData("1e2", "100.0000")]
    [InlineData("1.25E-3", "0.0013")]
    [InlineData("1.00005", "1.0001")]
    [InlineData("-1.00005", "-1.0001")]
    [InlineData("\t5\v", "5.0000")]
    [InlineData("00000000000000000000000000000000000000007", "7.0000")]
    [InlineData("99999999999999.99994", "99999999999999.9999")]
    [InlineData("99999999999999.99995", null)]
    [InlineData("1e14", null)]
    [InlineData("-1.64578e14", null)]
    [InlineData("123456789012345e-3", null)]
    [InlineData("1_000", null)]
    [InlineData("1.0_5", null)]
    [InlineData("0x10", null)]
    [InlineData("\u0663", null)]
    [InlineData("\uff13", null)]
    [InlineData("\u0001" + "5", null)]
    [InlineData("5d", null)]
    [InlineData("1,000", null)]
    [InlineData("1 000", null)]
    [InlineData("NaN", null)]
    [InlineData("infinity", null)]
    [InlineData("e5", null)]
    [InlineData(".", null)]
    [InlineData("-", null)]
    [InlineData("", null)]
    public void A_number_is_written_in_ASCII_with_a_point_and_perhaps_an_exponent(string text, string? number)
    {
        Assert.Equal(number, Read(text));
    }

    /// <summary>The cast itself takes what the pattern leaves: the pattern has to refuse all else.</summary>
    [Theory]
    [InlineData("1_000", false)]
    [InlineData("\u0663", false)]
    [InlineData("5d", false)]
    [InlineData("\u00015", false)]
    [InlineData("123456789012345e-3", false)]
    [InlineData("0000123456789012.5e-3", true)]
    [InlineData("\t5\v", true)]
    [InlineData("1e2", true)]
    [InlineData(".5E+7", true)]
    [InlineData("5.", true)]
    [InlineData(".", false)]
    public void Spark_casts_only_what_is_written_so(string text, bool isCast)
    {
        var sql = SparkDialect.Instance.TryDecimal("t");
        var literal = sql[(sql.IndexOf('\'', StringComparison.Ordinal) + 1)..sql.LastIndexOf('\'')];
        var pattern = literal.Replace(@"\\", @"\", StringComparison.Ordinal).Replace("(?d:", "(?:", StringComparison.Ordinal);

        Assert.Equal(isCast, System.Text.RegularExpressions.Regex.IsMatch(text, pattern));
    }

    private string? Read(string text)
    {
        var value = DuckDbDialect.Instance.TryDecimal("t");
        var number = $"CASE WHEN {DuckDbDialect.Instance.IsNumber("v")} THEN v END";
        var sql = $"SELECT {number} FROM (SELECT {value} AS v FROM (SELECT {Sql.Literal(text)} AS t))";
        using var session = engine.Sessions.Rent();
        return session.Query(
            $"SELECT CAST(v AS VARCHAR) FROM ({sql}) AS read(v)",
            row => row.IsDBNull(0) ? null : row.GetString(0),
            TestContext.Current.CancellationToken).Single();
    }
}
