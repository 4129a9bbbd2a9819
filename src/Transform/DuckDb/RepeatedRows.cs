using RetailBus.Transform.Datasets;
using RetailBus.Transform.Quarantine;

namespace RetailBus.Transform.DuckDb;

/// <summary>
/// What becomes of rows whose key stands in the file more than once. Only those rows are looked at: to number all rows of a file by key
/// would cost more than all the rest.
/// </summary>
internal sealed class RepeatedRows(DuckDbSession session, TransformWork work, FlaggedRows flagged, EarlierLines? earlier = null)
{
    /// <summary>
    /// Columns ordinal, fate (<c>duplicate</c>, <c>conflict</c>, a unique column's name, or null for a line of its own) and occurrence.
    /// </summary>
    public const string Table = "repeats";

    /// <summary>Finds the repeats, decides on each, and adds conflicting rows to the flagged ones.</summary>
    public void SortOut(CancellationToken cancellationToken)
    {
        session.CreateTable("keys", $"SELECT ordinal, {flagged.Sql.RowKey("1")} AS row_key FROM {flagged.Typed} WHERE {flagged.IsGood}", cancellationToken);
        session.CreateTable(
            "candidates",
            "SELECT ordinal, row_key FROM keys WHERE row_key IN (SELECT row_key FROM keys GROUP BY row_key HAVING count(*) > 1)",
            cancellationToken);
        if (earlier is not null)
            new ContinuedLines(session, flagged, earlier).Find("keys", cancellationToken);
        var fates = work.Contract.KeepIdenticalLines ? Occurrences : Fates();
        session.CreateTable(Table, earlier is null ? fates : Continued, cancellationToken);
        session.Execute(Flag("conflict", flagged.Sql.ConflictReason()), cancellationToken);
        foreach (var column in flagged.Sql.Unique)
        {
            var shared = $"shared{column.Canonical}";
            session.CreateTable(shared, Shared(column), cancellationToken);
            session.Execute($"DELETE FROM {Table} WHERE ordinal IN (SELECT ordinal FROM {shared})", cancellationToken);
            session.Execute($"INSERT INTO {Table} BY NAME SELECT * FROM {shared}", cancellationToken);
            session.Execute(Flag(FateOf(column), flagged.Sql.UniqueReason(column)), cancellationToken);
        }
    }

    /// <summary>The query of the rows to accept.</summary>
    public string Accepted() =>
        $"""
        SELECT {flagged.Sql.Canonical("coalesce(occurrence, 1)")}
        FROM (SELECT typed.*, {Table}.fate, {Table}.occurrence FROM {flagged.Typed} LEFT JOIN {Table} ON typed.ordinal = {Table}.ordinal)
        WHERE {flagged.IsGood} AND fate IS NULL
        """;

    public long Duplicates(CancellationToken cancellationToken) =>
        session.Count($"SELECT count(*) FROM {Table} WHERE fate = 'duplicate'", cancellationToken);

    private static string Occurrences =>
        "SELECT ordinal, CAST(NULL AS VARCHAR) AS fate, row_number() OVER (PARTITION BY row_key ORDER BY ordinal) AS occurrence FROM candidates";

    /// <summary>All rows, those that stand once in this file too: the number goes on from the lines before.</summary>
    private static string Continued =>
        $"""
        SELECT ordinal, CAST(NULL AS VARCHAR) AS fate,
            row_number() OVER (PARTITION BY keys.row_key ORDER BY ordinal) + coalesce(before.lines, 0) AS occurrence
        FROM keys LEFT JOIN (SELECT row_key, CAST(sum(lines) AS BIGINT) AS lines FROM {ContinuedLines.Table} GROUP BY row_key) before
            ON keys.row_key = before.row_key
        """;

    private string Fates() =>
        $"""
        SELECT ordinal, row_key, CAST(NULL AS BIGINT) AS occurrence, CASE
            WHEN min(content) OVER key <> max(content) OVER key THEN 'conflict'
            WHEN ordinal > min(ordinal) OVER key THEN 'duplicate' END AS fate
        FROM (SELECT typed.ordinal, row_key, CAST({flagged.Sql.Content()} AS VARCHAR) AS content
            FROM {flagged.Typed} JOIN candidates ON typed.ordinal = candidates.ordinal)
        WINDOW key AS (PARTITION BY row_key)
        """;

    /// <summary>Rows of their own whose value of a unique column another such row has too.</summary>
    private string Shared(ContractColumn column) =>
        $"""
        SELECT ordinal, {Sql.Literal(FateOf(column))} AS fate
        FROM (SELECT typed.ordinal, count(*) OVER (PARTITION BY {flagged.Sql.Written(column)}) AS rows
            FROM {flagged.Typed}
            WHERE {flagged.IsGood} AND {flagged.Sql.Written(column)} IS NOT NULL
            AND ordinal NOT IN (SELECT ordinal FROM {Table} WHERE fate IS NOT NULL))
        WHERE rows > 1
        """;

    private string Flag(string fate, string reasons) =>
        $"""
        INSERT INTO {FlaggedRows.Table}
        SELECT typed.ordinal, line, begins, bytes, false, {reasons}
        FROM {flagged.Typed} JOIN {Table} ON typed.ordinal = {Table}.ordinal WHERE fate = {Sql.Literal(fate)}
        """;

    private static string FateOf(ContractColumn column) => $"unique {column.Name}";
}
