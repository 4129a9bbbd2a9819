using System.Globalization;
using System.Text;
using RetailBus.Contracts.Runs;

namespace RetailBus.Web.Tests.Fixtures;

/// <summary>What the stack holds before the first test looks: runs in every resting state, hostile names, sales in two currencies.</summary>
internal sealed record StackData(RunDetail Good, RunDetail WithBadRows, RunDetail Failed, RunDetail Held, RunDetail Duplicate)
{
    public const string Script = "<script>alert('cell')</script>";
    public const string HostileStore = "<img src=x onerror=alert('store')>";
    private const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";
    private const string RetailHeader = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    public static async Task<StackData> LandAsync(LiveStack stack)
    {
        var good = await stack.LandAsync("orders", "shops.csv", Header + Lines(200));
        var duplicate = await stack.LandAsync("orders", "shops-again.csv", Header + Lines(200));
        var bad = await stack.LandAsync(
            "orders",
            "with-bad-rows.csv",
            $"{Header}X-1,S1,tea,1,2.50,2.50,03/01/2026 09:30\nX-2,S1,tea,2,2.50,9.99,03/01/2026 09:31\n"
            + $"X-3,S1,{Script},two,2.50,5.00,03/01/2026 09:32\n=HYPERLINK(\"http://x\"),S1,tea,1,2.50,2.51,nonsense\n"
            + $"X-5,{HostileStore},{Script},1,9.50,9.50,03/01/2026 09:33\n"
            + "X-6,S1,tea,1,2.50,2.50,03/01/2026 09:34\nX-7,S1,tea,1,2.50,2.50,03/01/2026 09:35\n");
        var failed = await stack.LandAsync("online-retail", "no-quantity.csv", "InvoiceNo,StockCode,Description\n1,2,tea\n");
        var held = await stack.LandAsync("online-retail", "held.csv", RetailHeader + RetailLines(20, 4));
        await stack.LandAsync("online-retail", "retail.csv", RetailHeader + RetailLines(300, 0));
        return new StackData(good, bad, failed, held, duplicate);
    }

    /// <summary>A file with one order of a store of its own.</summary>
    public static string OneOrder(string order, string store, decimal price) => string.Create(
        CultureInfo.InvariantCulture, $"{Header}{order},{store},tea,1,{price},{price},03/05/2026 12:00\n");

    /// <summary>A file of one store's orders, one line and 2.50 each.</summary>
    public static string OneStore(string orders, string store, int count) =>
        Header + string.Concat(Enumerable.Range(0, count).Select(i => $"{orders}-{i},{store},tea,1,2.50,2.50,03/05/2026 12:00\n"));

    /// <summary>A file of which too many rows are bad to load it unasked.</summary>
    public static string HeldFile(string country) => RetailHeader + RetailLines(20, 4).Replace("EIRE", country, StringComparison.Ordinal);

    private static string Lines(int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var price = 1.25m + (i % 40);
            var quantity = i % 20 == 19 ? -1 : 1 + (i % 4);
            text.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"A-{i / 2},S{1 + (i % 7):00},{Items[i % Items.Length]},{quantity},{price},{price * quantity},03/0{1 + (i % 9)}/2026 {8 + (i % 12):00}:15"));
        }

        return text.ToString();
    }

    private static readonly string[] Items = ["tea", "coffee", "jam", "bread", "honey"];

    private static string RetailLines(int count, int bad)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var quantity = i < bad ? "many" : (i % 25 == 24 ? -2 : 1 + (i % 6)).ToString(CultureInfo.InvariantCulture);
            text.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(quantity.StartsWith('-') ? "C" : "")}{536000 + (i / 3)},{22000 + (i % 30)},KNITTED UNION FLAG HOT WATER BOTTLE {i % 30},"
                + $"{quantity},2010-12-{1 + (i % 28):00}T08:26:00,{2.5 + (i % 9)},17850,{Countries[i % Countries.Length]}"));
        }

        return text.ToString();
    }

    private static readonly string[] Countries = ["United Kingdom", "France", "Germany", "EIRE"];
}
