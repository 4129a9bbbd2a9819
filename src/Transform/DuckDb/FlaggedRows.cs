using RetailBus.Transform.Staging;

namespace RetailBus.Transform.DuckDb;

/// <summary>The records of a numbered file that are not accepted as they are: header lines, and rows with reasons.</summary>
internal sealed class FlaggedRows(DuckDbSession session, TransformWork work, FileLayout layout, string numbered)
{
    /// <summary>Columns ordinal, line, begins, bytes, is_header, reasons (JSON).</summary>
    public const string Table = "flagged";

    private readonly RowSql _sql = new(work, layout, trim: true);

    /// <summary>The numbered file's records with their texts and values.</summary>
    public string Typed => _sql.Typed(CsvSource.Numbered(numbered, layout), "ordinal", "line", "begins", "bytes", "fields", "broken");

    public RowSql Sql => _sql;

    public string IsGood => $"coalesce({IsSound} AND {_sql.IsGood()}, false)";

    private string IsSound => $"broken = 0 AND fields = {layout.Columns.Count}";

    public void Find(CancellationToken cancellationToken) => session.CreateTable(
        Table,
        $"""
        SELECT ordinal, line, begins, bytes, is_header, CASE WHEN NOT is_header THEN {_sql.Reasons()} END AS reasons
        FROM (SELECT *, {IsSound} AND {_sql.IsHeader()} AS is_header FROM {Typed} WHERE NOT {IsGood})
        """,
        cancellationToken);
}
