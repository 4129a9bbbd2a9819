using System.Globalization;

namespace RetailBus.Chaos.Oracle;

/// <summary>The rules of <c>online-retail</c>: all columns are the key, and a repeated line is a line of its own.</summary>
internal static class RetailReading
{
    private static readonly string[] Columns =
        ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"];

    public static ExpectedFile Read(string text)
    {
        var records = CsvText.Records(text).ToList();
        if (!records[0].SequenceEqual(Columns))
            return new ExpectedFile { Accepted = null };

        var seen = new Dictionary<string, int>();
        var accepted = records.Skip(1).Select(record => Row(record, seen)).OfType<ExpectedLine>().ToList();
        return new ExpectedFile
        {
            Records = records.Count,
            Headers = 1,
            Accepted = accepted,
            Quarantined = records.Count - 1 - accepted.Count,
        };
    }

    private static ExpectedLine? Row(string[] record, Dictionary<string, int> seen)
    {
        if (record.Length != Columns.Length)
            return null;
        if (Values.Text(record[0]) is not { } invoice || Values.Text(record[1]) is not { } stock || Values.Text(record[7]) is not { } country)
            return null;
        if (Values.Whole(record[3]) is not { } quantity || Values.Number(record[5]) is not { } price)
            return null;
        if (Values.Time(record[4], "yyyy-MM-dd HH:mm:ss") is not { } time)
            return null;
        var description = Values.Text(record[2]);
        var customer = Values.Text(record[6]);
        if (customer is not null && Values.Whole(customer) is null)
            return null;

        string?[] key =
        [
            "online-retail", invoice, stock, description, quantity.ToString("0", CultureInfo.InvariantCulture), Values.Micros(time),
            Values.Four(price), customer, country,
        ];
        var first = Digests.RowKey(key);
        seen[first] = seen.GetValueOrDefault(first) + 1;
        return new ExpectedLine
        {
            Dataset = "online-retail",
            OrderId = invoice,
            StoreId = country,
            ItemId = stock,
            ItemName = description,
            Quantity = Values.Four(quantity),
            UnitPrice = Values.Four(price),
            Amount = Values.Four(quantity * price),
            Currency = "GBP",
            CustomerId = customer,
            OrderedAt = Values.Seconds(time),
            IsReturn = quantity < 0 || invoice.StartsWith('C'),
            RowKey = Digests.RowKey([.. key, seen[first].ToString(CultureInfo.InvariantCulture)]),
        };
    }
}
