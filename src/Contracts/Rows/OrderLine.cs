namespace RetailBus.Contracts.Rows;


/// <summary>The canonical order line: the columns that every dataset's rows have in Parquet and in the warehouse, in this order.</summary>
public static class OrderLine
{
    public const string Dataset = "dataset";
    public const string OrderId = "order_id";
    public const string StoreId = "store_id";
    public const string ItemId = "item_id";
    public const string ItemName = "item_name";
    public const string Quantity = "quantity";
    public const string UnitPrice = "unit_price";
    public const string Amount = "amount";
    public const string Currency = "currency";
    public const string CustomerId = "customer_id";
    public const string OrderedAt = "ordered_at";
    public const string IsReturn = "is_return";
    public const string SourceObject = "source_object";
    public const string BatchId = "batch_id";
    public const string LandedAt = "landed_at";
    public const string RowKey = "row_key";
    public const string Extra = "extra";

    public static IReadOnlyList<CanonicalColumn> Columns { get; } =
    [
        new(Dataset, CanonicalType.Text, Required: true),
        new(OrderId, CanonicalType.Text, Required: true),
        new(StoreId, CanonicalType.Text, Required: true),
        new(ItemId, CanonicalType.Text, Required: true),
        new(ItemName, CanonicalType.Text, Required: false),
        new(Quantity, CanonicalType.Decimal, Required: true),
        new(UnitPrice, CanonicalType.Decimal, Required: true),
        new(Amount, CanonicalType.Decimal, Required: true),
        new(Currency, CanonicalType.Text, Required: true),
        new(CustomerId, CanonicalType.Text, Required: false),
        new(OrderedAt, CanonicalType.Timestamp, Required: true),
        new(IsReturn, CanonicalType.Boolean, Required: true),
        new(SourceObject, CanonicalType.Text, Required: true),
        new(BatchId, CanonicalType.Uuid, Required: true),
        new(LandedAt, CanonicalType.Timestamp, Required: true),
        new(RowKey, CanonicalType.Uuid, Required: true),
        new(Extra, CanonicalType.Json, Required: false),
    ];

    /// <summary>What a row says, without where it came from: two rows of one key are equal when these are.</summary>
    public static IReadOnlyList<string> ContentColumns { get; } =
    [
        OrderId, StoreId, ItemId, ItemName, Quantity, UnitPrice, Amount, Currency, CustomerId, OrderedAt, IsReturn, Extra,
    ];
}
