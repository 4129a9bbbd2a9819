using RetailBus.Contracts.Rows;
using RetailBus.Transform.Locating;
using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Locating;

public sealed class KeyResolverTests : IDisposable
{
    private readonly LocalEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("store_id=S1,order_id=7,item=tea")]
    [InlineData("store = S1, order= 7 ,item=tea")]
    [InlineData("item=\"tea\",ORDER_ID=7,store=S1")]
    public void A_whole_key_is_the_rows(string key)
    {
        var query = Resolve("orders", key);

        Assert.Equal([RowKeys.Compute("orders", ["S1", "7", "tea"])], query.RowKeys);
    }

    [Fact]
    public void A_key_is_read_with_the_columns_types_and_occurrences_are_tried()
    {
        var query = Resolve(
            "online-retail",
            "InvoiceNo=1,StockCode=A,Description=\"Tea, \"\"green\"\"\",Quantity=06,InvoiceDate=2010-12-01 08:26,UnitPrice=2.5,CustomerID=,Country=France");

        string?[] values = ["1", "A", "Tea, \"green\"", "6", "2010-12-01T08:26:00.000000", "2.5000", null, "France"];
        Assert.Equal(
            Enumerable.Range(1, RowQuery.Occurrences).Select(number => RowKeys.Compute("online-retail", values, number)), query.RowKeys);
    }

    [Fact]
    public void Only_plain_spaces_are_no_part_of_a_value()
    {
        var query = Resolve("orders", "store_id=\u00a0S1 ,order_id=7,item= tea\u3000");

        Assert.Equal([RowKeys.Compute("orders", ["\u00a0S1", "7", "tea\u3000"])], query.RowKeys);
    }

    [Fact]
    public void A_part_of_a_key_finds_by_order_store_and_item()
    {
        var query = Resolve("online-retail", "InvoiceNo=1,stock=A");

        Assert.Empty(query.RowKeys);
        Assert.Equal(new Dictionary<string, string> { ["order_id"] = "1", ["item_id"] = "A" }, query.Filter);
    }

    [Theory]
    [InlineData("orders", "colour=red", "\"colour\" is no column of the key. The key of orders is store_id, order_id, item.")]
    [InlineData("online-retail", "Invoice=1", "\"Invoice\" may be InvoiceNo or InvoiceDate.")]
    [InlineData("orders", "store=S1,store_id=S2", "names a column that has a value already")]
    [InlineData("orders", "store=S1", "the order has to be there")]
    [InlineData("online-retail", "InvoiceNo=1,Quantity=many", "Quantity is \"many\", which is not a number.")]
    [InlineData("orders", "S1", "has no \"=\"")]
    [InlineData("orders", " ", "The key is empty")]
    [InlineData("orders", "store_id=S1,order_id=7\0,item=tea", "The key has a NUL character, which no row's key has.")]
    public void A_key_that_names_no_row_is_refused_with_what_to_give(string dataset, string key, string expected)
    {
        var refused = Assert.Throws<KeyRefusedException>(() => Resolve(dataset, key));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    private RowQuery Resolve(string dataset, string key) =>
        new KeyResolver(_engine.Sessions).Resolve(LocalEngine.Contract(dataset), key, TestContext.Current.CancellationToken);
}
