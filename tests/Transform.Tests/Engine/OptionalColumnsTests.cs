using System.Text;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Rules;

namespace RetailBus.Transform.Tests.Engine;

/// <summary>A contract of which no column is required: what makes a line a header is how many of its columns it names.</summary>
public sealed class OptionalColumnsTests(LocalEngine engine) : IClassFixture<LocalEngine>
{
    private static readonly DatasetContract Leads = LocalEngine.Contract("leads");
    private static readonly DatasetContract WithHeader = Leads with { HeaderOptional = false };

    [Theory]
    [InlineData("A,S1,2,2026-11-23,\nB,,,,\n", 0, 0)]
    [InlineData("A,S1,2,2026-11-23,\ncode,shop,pieces,at,each\nB,,,,\n", 1, 0)]
    [InlineData("A,S1,2,2026-11-23,\nB,,,,\nC,,x,,\n", 0, 1)]
    [InlineData("code,shop,pieces,at,each\nA,S1,2,2026-11-23,\nB,,,,\n", 1, 0)]
    [InlineData("note,AT,shop,code,pieces\n,2026-11-23,S1,A,2\n,,,B,\n", 1, 0)]
    [InlineData("Leads of a day\nat,shop,code,pieces,each,note\n2026-11-23,S1,A,2,,\n,,B,,,\n", 1, 1)]
    public async Task Its_files_are_read_with_and_without_a_header_line(string text, int headers, int bad)
    {
        var file = await RunAsync(Leads, text);

        Assert.Equal((2 + headers + bad, headers, 2, bad, 0), file.Counts);
        Assert.Equal(["A|S1|2.0000|2026-11-23 00:00:00", "B|web|1.0000|2026-01-01 00:00:00"], Accepted(file));
    }

    [Theory]
    [InlineData("{\"code\":\"A\",\"shop\":\"S1\",\"pieces\":2,\"at\":\"2026-11-23\"}\n{\"code\":\"B\"}\n", 0)]
    [InlineData("{\"CODE\":\"A\",\"shop\":\"S1\",\"pieces\":2,\"at\":\"2026-11-23\"}\n{\"code\":\"B\",\"x\":1}\n"
        + "{\"code\":\"code\",\"shop\":\"shop\",\"pieces\":\"pieces\",\"at\":\"at\",\"each\":\"each\"}\n", 1)]
    public async Task Its_JSON_objects_are_read(string text, int headers)
    {
        var file = await RunAsync(Leads, text);

        Assert.Equal((2 + headers, headers, 2, 0, 0), file.Counts);
        Assert.Equal(["A|S1|2.0000|2026-11-23 00:00:00", "B|web|1.0000|2026-01-01 00:00:00"], Accepted(file));
    }

    [Fact]
    public async Task Where_a_header_is_needed_it_may_name_any_column_or_stand_below_a_title()
    {
        var named = await RunAsync(WithHeader, "note,shop\n,S1\n");
        var titled = await RunAsync(WithHeader, "Leads\nat,shop,code,pieces,each\n2026-11-23,S1,A,2,\n");

        Assert.Equal((2, 1, 1, 0, 0), named.Counts);
        Assert.Equal((3, 1, 1, 1, 0), titled.Counts);
    }

    [Fact]
    public async Task A_file_that_has_no_header_where_one_is_needed_says_which_columns_there_are()
    {
        var rejected = await Assert.ThrowsAsync<BatchRejectedException>(() => RunAsync(WithHeader, "A,S1,2,2026-11-23,\n"));

        Assert.Equal(FailureCodes.MissingColumn, rejected.Code);
        Assert.StartsWith(
            "The file has none of the columns code, shop, pieces, at, each, which leads needs.", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_computed_of_a_missing_value_is_a_reason()
    {
        var derived = new Dictionary<string, Expression>(Leads.Derived) { ["amount"] = ExpressionParser.Parse("pieces * each", Leads.Columns) };
        var file = await RunAsync(Leads with { Derived = derived }, "A,S1,2,2026-11-23,3\nB,,,,\n");

        Assert.Equal((2, 0, 1, 1, 0), file.Counts);
        Assert.Equal(
            "amount can't be computed within 14 digits, for pieces is missing, each is missing",
            file.Quarantined().Single().Reasons.Single().Message);
    }

    private Task<TransformedFile> RunAsync(DatasetContract contract, string text) =>
        engine.RunAsync(contract, Encoding.UTF8.GetBytes(text));

    private static List<string> Accepted(TransformedFile file) => file.Accepted("item_name", "store_id", "quantity", "ordered_at");
}
