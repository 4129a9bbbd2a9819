using System.Globalization;

namespace RetailBus.Chaos.Scenario;

/// <summary>Lines of <c>online-retail</c>: every value is part of the key, and repeated lines are lines of their own.</summary>
internal sealed class RetailRows : IRowWriter
{
    private static readonly string[] Countries = ["United Kingdom", "France", "EIRE", "Norway"];
    private static readonly string[] Descriptions = ["WHITE HANGING HEART", "\"BOX, TIN\"", "", "SET OF 3 \"\"TEA\"\" MUGS"];

    public string Dataset => "online-retail";

    public string Header => "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

    public int GoodLinesForABadOne => 25;

    public string Fresh(Random random, int number)
    {
        var isReturn = random.Next(8) == 0;
        var description = Descriptions[random.Next(Descriptions.Length)];
        if (description.Contains("\"\"", StringComparison.Ordinal))
            description = $"\"{description}\"";
        var quantity = (isReturn ? -1 : 1) * random.Next(1, 200);
        var customer = random.Next(4) == 0 ? "" : random.Next(12_000, 18_000).ToString(CultureInfo.InvariantCulture);
        var time = new DateTime(2010, 12, 1, 8, 0, 0, DateTimeKind.Utc).AddMinutes(random.Next(500_000));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(isReturn ? "C" : "")}{number},{random.Next(10_000, 99_999)}A,{description},{quantity},{time:yyyy-MM-dd HH:mm:ss},"
            + $"{random.Next(10, 3000) / 100m:0.00},{customer},{Countries[random.Next(Countries.Length)]}");
    }

    public string Corrected(Random random, string line) => Fresh(random, int.Parse(line.Split(',')[0].TrimStart('C'), CultureInfo.InvariantCulture));

    public string Bad(Random random, int number)
    {
        var good = $"{number},85123A,TIN,6,2010-12-01 08:26:00,2.55,17850,France";
        return random.Next(6) switch
        {
            0 => good.Replace("85123A", "", StringComparison.Ordinal),
            1 => good.Replace(",6,", ",six,", StringComparison.Ordinal),
            2 => good.Replace("2010-12-01 08:26:00", "in December", StringComparison.Ordinal),
            3 => good.Replace("2.55", "cheap", StringComparison.Ordinal),
            4 => good.Replace("17850", "1785O", StringComparison.Ordinal),
            _ => good[..good.LastIndexOf(',')],
        };
    }
}
