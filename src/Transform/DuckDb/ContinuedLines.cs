using RetailBus.Transform.Quarantine;

namespace RetailBus.Transform.DuckDb;

/// <summary>How many identical lines there are of a key before a resubmission's own.</summary>
internal sealed class ContinuedLines(DuckDbSession session, FlaggedRows flagged, EarlierLines earlier)
{
    /// <summary>Columns row_key (of the first occurrence) and lines; several rows may be of one key.</summary>
    public const string Table = "continued";

    private const int AtOnce = 1000;

    /// <param name="keys">The table of the resubmission's own ordinals and keys.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public void Find(string keys, CancellationToken cancellationToken)
    {
        session.CreateTable(Table, "SELECT UUID '00000000-0000-0000-0000-000000000000' AS row_key, CAST(0 AS BIGINT) AS lines LIMIT 0",
            cancellationToken);
        foreach (var some in earlier.Resubmitted.Chunk(AtOnce))
        {
            var values = string.Join(", ", some.Select(line => $"({Sql.Literal(line.Key)}, {line.Value})"));
            session.Execute($"INSERT INTO {Table} VALUES {values}", cancellationToken);
        }

        if (earlier.RootFiles.Count == 0)
            return;

        // The root numbers a key's lines without gaps: the first number that it does not have ends the search.
        var before = -1L;
        for (var number = 1; Lines(cancellationToken) is var lines && lines > before; number++)
        {
            before = lines;
            session.Execute(OfTheRoot(keys, number), cancellationToken);
        }
    }

    private long Lines(CancellationToken cancellationToken) => session.Count($"SELECT count(*) FROM {Table}", cancellationToken);

    private string OfTheRoot(string keys, int number) =>
        $"""
        INSERT INTO {Table}
        SELECT DISTINCT row_key, 1 FROM (
            SELECT {keys}.row_key, {flagged.Sql.RowKey($"{number}")} AS numbered
            FROM {flagged.Typed} JOIN {keys} ON typed.ordinal = {keys}.ordinal)
        WHERE numbered IN (SELECT row_key FROM read_parquet([{string.Join(", ", earlier.RootFiles.Select(Sql.Literal))}]))
        """;
}
