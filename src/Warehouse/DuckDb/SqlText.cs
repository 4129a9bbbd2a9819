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
        using var stream = typeof(SqlText).Assembly.GetManifestResourceStream($"{name}.sql")
            ?? throw new InvalidOperationException($"There is no embedded {name}.sql.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Replace("{{column_definitions}}", Join(c => $"{Quote(c.Name)} {TypeOf(c.Type)}{(c.Required ? " not null" : "")}"), StringComparison.Ordinal)
            .Replace("{{columns}}", Join(c => Quote(c.Name)), StringComparison.Ordinal)
            .Replace("{{column_casts}}", Join(c => $"{Quote(c.Name)}::{TypeOf(c.Type)}"), StringComparison.Ordinal)
            .Replace("{{content_columns}}", string.Join(", ", OrderLine.ContentColumns.Select(Quote)), StringComparison.Ordinal)
            .Replace("{{version_columns}}", string.Join(", ", VersionColumns.Select(Quote)), StringComparison.Ordinal);
    }

    public static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Literal(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Join(Func<CanonicalColumn, string> text) => string.Join(", ", OrderLine.Columns.Select(text));

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
