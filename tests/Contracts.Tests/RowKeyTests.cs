using RetailBus.Contracts.Rows;

namespace RetailBus.Contracts.Tests;

/// <summary>Test vectors of the row key. The expected values were computed with another MD5 (Python's hashlib), not with this code.</summary>
public class RowKeyTests
{
    [Theory]
    [InlineData("orders", new[] { "S01", "O-1", "Apple" }, null, "108c7374-86cc-8287-4eb1-0bacf035d856")] // 6:orders;3:S01;3:O-1;5:Apple;
    [InlineData("orders", new[] { "S01", null, "" }, null, "6e18f58a-0b5c-e55e-1353-e2b1ada86e9b")] // 6:orders;3:S01;-;0:;
    [InlineData("orders", new[] { "Zürich", "日本" }, null, "b2e580a7-b53d-cab7-1ed7-c2d8a08d0218")] // 6:orders;7:Zürich;6:日本;
    [InlineData("online-retail", new[] { "536365", "2.5500" }, 1, "8051067c-5587-d3c9-32b7-e716da53aa1a")] // 13:online-retail;6:536365;6:2.5500;1:1;
    [InlineData("online-retail", new[] { "536365", "2.5500" }, 12, "57db419a-733c-9de9-d11f-e8a2b8a34f5d")] // 13:online-retail;6:536365;6:2.5500;2:12;
    public void The_key_of_known_values_is_known(string dataset, string?[] values, int? occurrence, string expected) =>
        Assert.Equal(new Guid(expected), RowKeys.Compute(dataset, values, occurrence));

    [Fact]
    public void Values_that_run_together_differ() =>
        Assert.NotEqual(RowKeys.Compute("orders", ["ab", "c"]), RowKeys.Compute("orders", ["a", "bc"]));

    [Fact]
    public void A_missing_value_is_not_an_empty_one() =>
        Assert.NotEqual(RowKeys.Compute("orders", [null]), RowKeys.Compute("orders", [""]));
}
