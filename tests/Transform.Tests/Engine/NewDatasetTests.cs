using System.Text;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Tests.Engine;

/// <summary>A dataset that no code knows, by a contract alone.</summary>
public sealed class NewDatasetTests(LocalEngine engine) : IClassFixture<LocalEngine>
{
    private const string Header = "ticket;Shop;Article;Pieces;Each;Rebate;Void;At\n";

    [Fact]
    public async Task Its_rows_come_out_canonical()
    {
        var file = await RunAsync(
            "A1;St. John's;pen;3;1.5;0.1;false;01.07.2026 08:00:00\n"
            + "M2;North;cup;-1;2;0;true;2026-07-01T08:00:00\n"
            + "A3;North;cup;1;2;0;false;2026-07-01T08:00:00+02:00\n");

        Assert.Equal((4, 1, 3, 0, 0), file.Counts);
        Assert.Equal(
            [
                "A1|St. John's|4.4000|EUR|false|2026-07-01 07:00:00",
                "A3|North|2.0000|EUR|false|2026-07-01 06:00:00",
                "M2|North|-2.0000|EUR|true|2026-07-01 07:00:00",
            ],
            file.Accepted("order_id", "store_id", "amount", "currency", "is_return", "ordered_at"));
    }

    [Theory]
    [InlineData("a1;North;cup;1;2;0;true;2026-07-01", "pattern", "Receipt is \"a1\", which does not match [A-Z]\\d+")]
    [InlineData("A1;South;cup;1;2;0;true;2026-07-01", "accepted values", "Shop is \"South\", which is none of North, St. John's")]
    [InlineData("A1;North;cup;11;2;0;true;2026-07-01", "maximum", "Pieces is \"11\", which is more than 10")]
    [InlineData("A1;North;cup;-11;2;0;true;2026-07-01", "minimum", "Pieces is \"-11\", which is less than -10")]
    [InlineData("A1;North;cup;1.5;2;0;true;2026-07-01", "type", "Pieces is \"1.5\", which is not a whole number of up to 14 digits")]
    [InlineData("A1;North;cup;1;2;0;maybe;2026-07-01", "type", "Void is \"maybe\", which is neither true nor false")]
    [InlineData("A1;North;cup;1;2;x;true;2026-07-01", "type", "Rebate is \"x\", which is not a number of up to 14 digits before the point")]
    [InlineData(
        "A1;North;cup;1;2;0;true;infinity",
        "type",
        "At is \"infinity\", which is not a time written as dd.MM.yyyy HH:mm:ss or ISO 8601, or one that clocks in Europe/London leap over")]
    [InlineData(
        "A1;North;cup;1;2;1;true;2026-07-01",
        "rebate_fits",
        "a rebate is no more than a tenth, and there is none on M receipts, but Rebate is 1, Pieces is 1, Each is 2, Receipt is A1")]
    public async Task A_row_that_breaks_a_rule_says_which(string row, string rule, string message)
    {
        var file = await RunAsync($"Z1;North;cup;1;2;0;true;2026-07-01\n{row}\n");

        Assert.Equal((3, 1, 1, 1, 0), file.Counts);
        var reason = Assert.Single(file.Quarantined().Single().Reasons);
        Assert.Equal((rule, message), (reason.Rule, reason.Message));
    }

    private Task<TransformedFile> RunAsync(string rows)
    {
        var contract = ContractReader.Read(Path.Combine(AppContext.BaseDirectory, "Fixtures", "till.odcs.yaml"));
        return engine.RunAsync(contract, Encoding.UTF8.GetBytes(Header + rows));
    }
}
