using RetailBus.Contracts.Rows;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Drafts;

/// <summary>Which canonical column a file's column most likely fills, by its name.</summary>
internal static class CanonicalGuess
{
    private static readonly (string Canonical, string[] Words, LogicalType[] Types)[] Known =
    [
        (OrderLine.OrderedAt, ["time", "date", "datum", "zeit", "ordered", "created", "_at"], [LogicalType.Timestamp]),
        (OrderLine.UnitPrice, ["unitprice", "unit_price", "price", "preis", "each"], [LogicalType.Number, LogicalType.Integer]),
        (OrderLine.Amount, ["total", "amount", "betrag", "summe", "revenue"], [LogicalType.Number, LogicalType.Integer]),
        (OrderLine.Quantity, ["quantity", "qty", "menge", "anzahl", "pieces", "units"], [LogicalType.Number, LogicalType.Integer]),
        (OrderLine.OrderId, ["order", "invoice", "receipt", "bon", "beleg", "ticket", "transaction"], [LogicalType.Text, LogicalType.Integer]),
        (OrderLine.StoreId, ["store", "shop", "branch", "filiale", "country", "market"], [LogicalType.Text, LogicalType.Integer]),
        (OrderLine.CustomerId, ["customer", "client", "kunde"], [LogicalType.Text, LogicalType.Integer]),
        (OrderLine.Currency, ["currency", "währung"], [LogicalType.Text]),
        (OrderLine.ItemName, ["description", "name", "bezeichnung", "title"], [LogicalType.Text]),
        (OrderLine.ItemId, ["item", "sku", "stock", "product", "article", "artikel"], [LogicalType.Text, LogicalType.Integer]),
        (OrderLine.IsReturn, ["return", "refund", "retoure", "void"], [LogicalType.Boolean]),
    ];

    public static Dictionary<ColumnGuess, string> Of(IReadOnlyList<ColumnGuess> columns)
    {
        var found = new Dictionary<ColumnGuess, string>();
        foreach (var (canonical, words, types) in Known)
        {
            var match = columns.FirstOrDefault(column => !found.ContainsKey(column)
                && types.Contains(column.Type)
                && words.Any(word => column.Column.Name.Contains(word, StringComparison.OrdinalIgnoreCase)));
            if (match is not null)
                found[match] = canonical;
        }

        return found;
    }
}
