using RetailBus.Transform.Datasets;
using RetailBus.Transform.Dialects;
using RetailBus.Transform.DuckDb;
using RetailBus.Transform.Rules;
using RetailBus.Transform.Spark;
using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Dialects;

/// <summary>Arithmetic: decimal(18,4) columns, products of 8 fraction digits, sums that keep them.</summary>
public sealed class ExpressionSqlTests(LocalEngine engine) : IClassFixture<LocalEngine>
{
    private static readonly ContractColumn[] Columns = [.. "abcd".Select(letter => new ContractColumn
    {
        Name = $"{letter}",
        HeaderNames = [$"{letter}"],
        Type = LogicalType.Number,
        Required = true,
    })];

    /// <summary>
    /// On Spark a sum's type may have one digit more than its wider term and 38 at most, or digits after the point are lost.
    /// </summary>
    [Theory]
    [InlineData("a * b", "(a * b)")]
    [InlineData("a * b - c", "((a * b) - c)")]
    [InlineData("a * b - c + d", "(try_cast(((a * b) - c) AS DECIMAL(37,8)) + d)")]
    [InlineData("d + (c - a * b)", "(d + try_cast((c - (a * b)) AS DECIMAL(37,8)))")]
    [InlineData("a * b + c * d", "((a * b) + (c * d))")]
    [InlineData("abs(a * b - c) + d", "(try_cast(abs(((a * b) - c)) AS DECIMAL(37,8)) + d)")]
    [InlineData("a - -(b * c)", "(a - try_cast((0BD - (b * c)) AS DECIMAL(37,8)))")]
    [InlineData("(a + b) * c", "(try_cast((a + b) AS DECIMAL(18,4)) * try_cast(c AS DECIMAL(18,4)))")]
    public void On_Spark_each_step_of_arithmetic_has_a_type_that_holds_it(string expression, string sql)
    {
        Assert.Equal(sql, Of(SparkDialect.Instance, expression));
    }

    [Theory]
    [InlineData(
        "a * b - c + d", "DECIMAL(38,8)", "99999999999999.9999", "99999999999999.9999", "0.0001", "0.0001", "9999999999999999980000000000.00000001")]
    [InlineData("a * b + c - d", "DECIMAL(38,8)", "1.0001", "1.0005", "0.0001", "0.0002", "1.00050005")]
    [InlineData("a + b", "DECIMAL(38,8)", "99999999999999.9999", "99999999999999.9999", "0", "0", "199999999999999.99980000")]
    [InlineData("abs(a) - b", "DECIMAL(38,8)", "-99999999999999.9999", "-0.0001", "0", "0", "100000000000000.00000000")]
    [InlineData("(a + b) * c", "DECIMAL(38,8)", "0.0001", "0.0002", "0.0003", "0", "0.00000009")]
    [InlineData("a * b * c", "DECIMAL(38,8)", "0.01", "0.005", "1", "0", "0.00010000")]
    [InlineData("a * b * c", "DECIMAL(38,8)", "10000000", "10000000", "0.0001", "0", null)]
    [InlineData("(a + b) * c", "DECIMAL(38,8)", "99999999999999.9999", "0.0001", "1", "0", null)]
    [InlineData("a * b * c", "DECIMAL(38,8)", "-9999999", "10000000", "99999999999999.9999", "0", "-9999998999999999990000001000.00000000")]
    public void On_DuckDB_so_it_has_and_what_is_too_large_for_a_product_is_unknown(
        string expression, string type, string a, string b, string c, string d, string? result)
    {
        var sql = Of(DuckDbDialect.Instance, expression);
        var row = $"SELECT {Column(a)} AS a, {Column(b)} AS b, {Column(c)} AS c, {Column(d)} AS d";
        using var session = engine.Sessions.Rent();

        var found = session.Query(
            $"SELECT typeof({sql}), CAST({sql} AS VARCHAR) FROM ({row})",
            read => (read.GetString(0), read.IsDBNull(1) ? null : read.GetString(1)),
            TestContext.Current.CancellationToken).Single();

        Assert.Equal((type, result), found);
    }

    [Theory]
    [InlineData("a * 0.85123 > 1", "a product takes factors of up to 4 decimal places, and 0.85123 has more")]
    [InlineData("a + 0.123456789 > 1", "0.123456789 (position 5) has more than 14 digits before or 8 after the point")]
    [InlineData("a > 100000000000000000000000000000000",
        "100000000000000000000000000000000 (position 5) has more than 14 digits before or 8 after the point")]
    [InlineData("a > \u0663", "'\u0663' at position 5 has no meaning here")]
    public void A_number_that_would_be_rounded_is_refused(string expression, string error)
    {
        Assert.Equal(error, Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(expression, Columns)).Message);
    }

    private static string Column(string value) => $"CAST({value} AS DECIMAL(18,4))";

    private static string Of(SqlDialect dialect, string expression) =>
        new ExpressionSql(dialect, column => column.Name).Of(ExpressionParser.Parse(expression, Columns));
}
