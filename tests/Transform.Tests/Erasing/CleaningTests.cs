using System.Text;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Erasing;
using RetailBus.Transform.Staging;
using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Erasing;

/// <summary>Which lines of a file an erasure takes out, and that it leaves every other byte.</summary>
public sealed class CleaningTests : IDisposable
{
    private const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";
    private const string Other = "18,S1,Apple,17,1.00,17.00,2026-03-14T09:30:00Z\n";
    private const string Good = "17,S1,Apple,1,1.00,1.00,2026-03-14T09:30:00Z\n";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("transform-erasing-");

    [Theory]
    [InlineData(Header + Good + Other, Header + Other)]
    [InlineData(Header + Other + Good, Header + Other)]
    [InlineData(Good + Good + Other + Good, Other)]
    [InlineData(Other + "17,S2,Apple,1,1.00,1.00,2026-03-14T09:30:00Z\n", Other + "17,S2,Apple,1,1.00,1.00,2026-03-14T09:30:00Z\n")]
    [InlineData(Header + "\"17\",\"S1\",\"Tea,\ngreen\",1,1.00,1.00,2026-03-14T09:30:00Z\n" + Other, Header + Other)]
    [InlineData(Other + "17,S1,Apple,no number,,,\n", Other)]
    [InlineData(Other + "17,cut off\n" + Other, Other + Other)]
    [InlineData(Other + "17,S1,\"never closed,1,1.00,1.00,2026-03-14T09:30:00Z\n" + Other, Other + Other)]
    [InlineData(Other + "18,cut off\n" + Good, Other + "18,cut off\n")]
    [InlineData("store_id;order_id;item;quantity;price;total_amount;timestamp\nS1;17;Apple;1;1.00;1.00;2026-03-14T09:30:00Z\n",
        "store_id;order_id;item;quantity;price;total_amount;timestamp\n")]
    public async Task The_keys_records_go_and_nothing_else(string file, string left) =>
        Assert.Equal(left, await CleanAsync("orders", "store_id=S1,order_id=17", file));

    [Theory]
    [InlineData("{\"order_id\":\"17\",\"store_id\":\"S1\"}\n{\"order_id\":\"18\",\"store_id\":\"S1\"}\n", "{\"order_id\":\"18\",\"store_id\":\"S1\"}\n")]
    [InlineData("{\"order_id\":\"18\"}{\"ORDER_ID\":17,\"store_id\":\"S1\"}\n{\"order_id\":\"19\"}\n", "{\"order_id\":\"18\"}{\"order_id\":\"19\"}\n")]
    [InlineData("{\"order_id\":\"18\"}\n{\"order_id\":\"\\u0031\\u0037\",\"store_id\":\"S1\"}\r\n", "{\"order_id\":\"18\"}\n")]
    [InlineData("{\"order_id\":\" 17 \",\"store_id\":\"S1 \"}\n{\"order_id\":\"\u00a017\",\"store_id\":\"S1\"}\n",
        "{\"order_id\":\"\u00a017\",\"store_id\":\"S1\"}\n")]
    [InlineData("{\"order_id\":\"18\"}\n{\"order_id\":\"17\",cut off\n", "{\"order_id\":\"18\"}\n")]
    [InlineData("{\"order_id\":\"18\"}\n{\"order_id\":\"18\",\"order_id\":\"17\"}\n", "{\"order_id\":\"18\"}\n")]
    [InlineData("{\"order_id\":\"17\",\"store_id\":\"S2\"}\n", "{\"order_id\":\"17\",\"store_id\":\"S2\"}\n")]
    [InlineData("{\"order_id\":\"18\",\"item\":\"17\"}\n{\"order_id\":\"170\",cut off\n", "{\"order_id\":\"18\",\"item\":\"17\"}\n{\"order_id\":\"170\",cut off\n")]
    public async Task The_keys_JSON_objects_go_and_nothing_else(string file, string left)
    {
        const string First = "{\"order_id\":\"1\",\"store_id\":\"S9\",\"item\":\"Tea\",\"quantity\":1,\"price\":1,\"total_amount\":1,"
            + "\"timestamp\":\"2026-03-14T09:30:00Z\"}\n";

        Assert.Equal(First + left, await CleanAsync("orders", "store_id=S1,order_id=17", First + file));
    }

    [Theory]
    [InlineData("customer=17850")]
    [InlineData("CustomerID=017850")]
    [InlineData("customer_id=17850.0")]
    public async Task A_customer_is_found_by_number_however_it_is_written(string key)
    {
        const string Columns = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
        const string Guest = "2,17850,Mug,1,2011-01-01 08:00:00,1.00,,France\n";

        Assert.Equal(
            Columns + Guest,
            await CleanAsync("online-retail", key, Columns + "1,A,Mug,1,2011-01-01 08:00:00,1.00,17850.0,France\n" + Guest));
    }

    [Theory]
    [InlineData("", "Write the key as")]
    [InlineData("order_id", "Write the key as")]
    [InlineData("order_id=", "names order_id without a value")]
    [InlineData("store_id=S1", "has to name an order or a customer: order_id.")]
    [InlineData("order_id=1,price=2", "can't be found by \"price\". Name them by order_id, store_id, item.")]
    [InlineData("order_id=1,order_id=2", "names order_id twice")]
    public void A_key_that_names_no_rows_is_refused_without_its_values(string key, string reason)
    {
        var refused = Assert.Throws<BatchRejectedException>(() => ErasureKey.Parse(key, LocalEngine.Contract("orders")));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_the_same_in_any_order_and_with_quotes()
    {
        var contract = LocalEngine.Contract("orders");

        Assert.Equal(
            ErasureKey.Parse("order_id=1, store=\"S,1\"".Replace("store=", "store_id=", StringComparison.Ordinal), contract).Normal(),
            ErasureKey.Parse("\"store_id=S,1\",ORDER_ID=1", contract).Normal());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<string> CleanAsync(string dataset, string key, string file)
    {
        var cancelled = TestContext.Current.CancellationToken;
        var contract = LocalEngine.Contract(dataset);
        var parsed = ErasureKey.Parse(key, contract);
        var stager = new FileStager(new StagingLimits { ExpandedBytes = 1 << 20 });
        using var landed = new MemoryStream(Encoding.UTF8.GetBytes(file));
        var staged = await stager.StageAsync(landed, contract, Path.Combine(_folder.FullName, "staged.csv"), cancelled);
        var found = await FileCleaning.FindAsync(staged, new RecordMatch(parsed, FileShape.Of(parsed, staged.Layout)), cancelled);
        using var target = new MemoryStream();
        await FileCleaning.WriteAsync(staged, found, target, cancelled);
        return Encoding.UTF8.GetString(target.ToArray());
    }
}
