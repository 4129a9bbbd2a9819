using RetailBus.Contracts.Rows;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>The embedded SQL, with the canonical model's columns in it.</summary>
internal static class SqlText
{
    /// <summary>The order of a row's versions.</summary>
    private static readonly string[] VersionColumns = [OrderLine.LandedAt, "sequencer", OrderLine.BatchId, "attempt"];

    /// <summary>Reads <c>Sql/{name}.sql</c> and fills in its columns.</summary>
    public static string Read(string name)
    {
        return Raw(name)
            .Replace("{{column_definitions}}", Join(Definition), StringComparison.Ordinal)
            .Replace("{{stored_columns}}", Join(c => Definition(c) + Compression(c)), StringComparison.Ordinal)
            .Replace("{{columns}}", Join(c => Quote(c.Name)), StringComparison.Ordinal)
            .Replace("{{column_casts}}", Join(c => $"{Quote(c.Name)}::{TypeOf(c.Type)}"), StringComparison.Ordinal)
            .Replace("{{content_columns}}", string.Join(", ", OrderLine.ContentColumns.Select(Quote)), StringComparison.Ordinal)
            .Replace("{{version_columns}}", string.Join(", ", VersionColumns.Select(Quote)), StringComparison.Ordinal);
    }

    /// <summary>Reads <c>Sql/{name}.sql</c> as it is.</summary>
    public static string Raw(string name)
    {
        using var stream = typeof(SqlText).Assembly.GetManifestResourceStream($"{name}.sql")
            ?? throw new InvalidOperationException($"There is no embedded {name}.sql.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Literal(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Join(Func<CanonicalColumn, string> text) => string.Join(", ", OrderLine.Columns.Select(text));

    private static string Definition(CanonicalColumn column) => $"{Quote(column.Name)} {TypeOf(column.Type)}{(column.Required ? " not null" : "")}";

    /// <summary>
    /// Said where it is known, because to find it out costs the engine as much as all the rest of a large load: texts that many rows in a
    /// row share, texts that no two rows share, numbers of a narrow range, and hashes, which nothing makes smaller.
    /// </summary>
    private static string Compression(CanonicalColumn column) => column.Name switch
    {
        OrderLine.Dataset or OrderLine.StoreId or OrderLine.Currency or OrderLine.SourceObject or OrderLine.ItemId or OrderLine.ItemName
            => " using compression dictionary",
        OrderLine.Quantity or OrderLine.UnitPrice or OrderLine.Amount or OrderLine.OrderedAt => " using compression bitpacking",
        OrderLine.OrderId => " using compression fsst",
        OrderLine.RowKey => " using compression uncompressed",
        _ => "",
    };

    private static string TypeOf(CanonicalType type) => type switch
    {
        CanonicalType.Text => "varchar",
        CanonicalType.Decimal => "decimal(18,4)",
        CanonicalType.Timestamp => "timestamp",
        CanonicalType.Boolean => "boolean",
        CanonicalType.Uuid => "uuid",
        CanonicalType.Json => "varchar",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
