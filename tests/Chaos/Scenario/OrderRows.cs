using System.Globalization;

namespace RetailBus.Chaos.Scenario;

/// <summary>Lines of <c>orders</c>.</summary>
internal sealed class OrderRows : IRowWriter
{
    private static readonly string[] Items = ["Sourdough loaf", "\"Rolls, six\"", "\"12\"\" baguette\"", "Käsekuchen", "Tea"];

    public string Dataset => "orders";

    public string Header => "order_id,store_id,item,quantity,price,total_amount,timestamp";

    public int GoodLinesForABadOne => 5;

    public string Fresh(Random random, int number) =>
        Line(random, $"O{number}", $"S{number % 9}", Items[random.Next(Items.Length)]);

    public string Corrected(Random random, string line)
    {
        var (order, store, item) = KeyOf(line);
        return Line(random, order, store, item);
    }

    public string Bad(Random random, int number)
    {
        var good = $"B{number},S{number % 9},Tea,2,1.25,2.50,03/14/2026 09:30";
        return random.Next(8) switch
        {
            0 => good.Replace("Tea", "", StringComparison.Ordinal),
            1 => good.Replace(",2,", ",many,", StringComparison.Ordinal),
            2 => good.Replace(",2,1.25,2.50", ",1.5,2.00,3.00", StringComparison.Ordinal),
            3 => good.Replace(",1.25,2.50", ",-1.25,-2.50", StringComparison.Ordinal),
            4 => good.Replace("2.50", "2.75", StringComparison.Ordinal),
            5 => good.Replace("03/14/2026 09:30", "yesterday", StringComparison.Ordinal),
            6 => good[..good.LastIndexOf(',')],
            _ => good + ",one too many",
        };
    }

    private static string Line(Random random, string order, string store, string item)
    {
        var quantity = random.Next(10) == 0 ? -random.Next(1, 4) : random.Next(1, 30);
        var price = random.Next(5, 5000) / 100m;
        var minute = random.Next(500_000);
        var time = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(minute);
        var written = random.Next(3) == 0
            ? time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)
            : time.ToString("MM/dd/yyyy HH:mm", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{order},{store},{item},{quantity},{price:0.00},{quantity * price:0.00},{written}");
    }

    /// <summary>Order and store have no comma; the item ends before the last four values.</summary>
    private static (string Order, string Store, string Item) KeyOf(string line)
    {
        var parts = line.Split(',');
        return (parts[0], parts[1], string.Join(',', parts[2..^4]));
    }
}
