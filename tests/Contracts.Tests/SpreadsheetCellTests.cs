using RetailBus.Contracts.Rows;

namespace RetailBus.Contracts.Tests;

public class SpreadsheetCellTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Apple", "Apple")]
    [InlineData("-1", "-1")]
    [InlineData("+12.50", "+12.50")]
    [InlineData("-1,5", "-1,5")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-1+cmd|'x'", "'-1+cmd|'x'")]
    [InlineData("-", "'-")]
    [InlineData("-1.", "'-1.")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("'=1", "''=1")]
    [InlineData("'tis", "'tis")]
    [InlineData("'-1", "'-1")]
    public void A_formula_is_neutralised_and_comes_back_as_it_was(string value, string safe)
    {
        Assert.Equal(safe, SpreadsheetCells.Neutralise(value));
        Assert.Equal(value, SpreadsheetCells.Restore(safe));
    }
}
