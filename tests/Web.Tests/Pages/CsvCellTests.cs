using RetailBus.Web.Pages.Quarantine;

namespace RetailBus.Web.Tests.Pages;

public class CsvCellTests
{
    [Theory]
    [InlineData("tea", "tea")]
    [InlineData("", "")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@sum(a1)", "'@sum(a1)")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("  =1", "'  =1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a \"b\"", "\"a \"\"b\"\"\"")]
    [InlineData("=a,b", "\"'=a,b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    public void A_cell_is_quoted_where_needed_and_never_a_formula(string text, string cell) => Assert.Equal(cell, CsvCell.Write(text));
}
