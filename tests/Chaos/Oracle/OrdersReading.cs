namespace RetailBus.Chaos.Oracle;

/// <summary>The rules of <c>orders</c>: one row for a store's order and item; a header line may be missing, or stand anywhere.</summary>
internal static class OrdersReading
{
    private static readonly string[] Columns = ["order_id", "store_id", "item", "quantity", "price", "total_amount", "timestamp"];

    public static ExpectedFile Read(string text)
    {
        var records = CsvText.Records(text).ToList();
        var rows = records.Where(record => !record.SequenceEqual(Columns)).ToList();
        var good = rows.Select(Row).OfType<ExpectedLine>().ToList();
        var byKey = good.GroupBy(line => line.RowKey).ToList();
        var agreed = byKey.Where(group => group.Distinct().Count() == 1).ToList();
        var conflicting = byKey.Where(group => group.Distinct().Count() > 1).Sum(group => group.Count());
        return new ExpectedFile
        {
            Records = records.Count,
            Headers = records.Count - rows.Count,
            Accepted = [.. agreed.Select(group => group.First())],
            Duplicates = agreed.Sum(group => group.Count() - 1),
            Quarantined = rows.Count - good.Count + conflicting,
        };
    }

    private static ExpectedLine? Row(string[] record)
    {
        if (record.Length != Columns.Length)
            return null;
        if (Values.Text(record[0]) is not { } order || Values.Text(record[1]) is not { } store || Values.Text(record[2]) is not { } item)
            return null;
        if (Values.Whole(record[3]) is not { } quantity || Values.Number(record[4]) is not { } price || price < 0)
            return null;
        if (Values.Number(record[5]) is not { } total || decimal.Abs(total - (quantity * price)) > 0.01m)
            return null;
        if (Values.Time(record[6], "MM/dd/yyyy HH:mm", "yyyy-MM-dd'T'HH:mm:ss") is not { } time)
            return null;
        return new ExpectedLine
        {
            Dataset = "orders",
            OrderId = order,
            StoreId = store,
            ItemId = item,
            Quantity = Values.Four(quantity),
            UnitPrice = Values.Four(price),
            Amount = Values.Four(total),
            Currency = "USD",
            OrderedAt = Values.Seconds(time),
            IsReturn = quantity < 0,
            RowKey = Digests.RowKey(["orders", store, order, item]),
        };
    }
}
