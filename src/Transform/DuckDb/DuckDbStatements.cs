using RetailBus.Contracts.Batches;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.DuckDb;

/// <summary>
/// A contract's statements as they are for a file that has its columns in its order, some with spaces around their values, and one more
/// that the contract does not know.
/// </summary>
internal static class DuckDbStatements
{
    private const string Source = "records";
    private static readonly string[] OfTheRecord = ["ordinal", "line", "fields", "broken"];

    public static string Of(DatasetContract contract)
    {
        var columns = contract.Columns.Select(column => new FileColumn(column.Name, column)).Append(new FileColumn("unknown", null)).ToList();
        var layout = new FileLayout(new RecordDialect((byte)contract.Delimiters[0], (byte)'\n'), HasHeader: true, columns);
        var sql = new RowSql(new TransformWork(Guid.Empty, 1, Guid.Empty, contract, Example), layout, trim: true);
        return $"""
            -- accepted rows
            SELECT {sql.Canonical("1")}
            FROM {sql.Typed(Source)}
            WHERE {sql.IsGood()};

            -- rows that the files of accepted ones have more than once
            {string.Join(";\n", sql.Once.Select(name => RowSql.Repeats(name, "accepted")))};

            -- bad rows
            SELECT ordinal, line, {sql.Reasons()} AS reasons
            FROM {sql.Typed(Source, OfTheRecord)}
            WHERE NOT coalesce(broken = 0 AND fields = {columns.Count} AND {sql.IsGood()}, false) AND NOT ({sql.IsHeader()});

            -- what tells rows of one key apart
            SELECT ordinal, {sql.RowKey("1")} AS row_key, {sql.Content()} AS content
            FROM {sql.Typed(Source, OfTheRecord)};

            """.ReplaceLineEndings("\n");
    }

    private static LandedObject Example { get; } = new()
    {
        Bucket = "raw",
        Key = "example.csv",
        ETag = "",
        Size = 0,
        LandedAt = DateTimeOffset.UnixEpoch,
    };
}
