using RetailBus.Contracts.Batches;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.DuckDb;

/// <summary>
/// The way of most files: one streaming statement from CSV to Parquet, then a look at the keys. It is whole when the footers count as many
/// rows as the record reader did (less the header line that it read itself) and no key repeats.
/// </summary>
internal sealed class StraightPass(DuckDbSession session, DuckDbOptions options, TransformWork work, StagedFile staged)
{
    public StraightResult Run(string folder, CancellationToken cancellationToken)
    {
        var sql = new RowSql(work, staged.Layout, staged.Census.HasPadding);
        var select = $"SELECT {sql.Canonical("1")} FROM {sql.Typed(CsvSource.Staged(staged))} WHERE {sql.IsGood()}";
        var files = new ParquetFiles(session, options).Write(select, Path.Combine(folder, "straight"), staged.Bytes, cancellationToken);
        var rows = new TransformCounts
        {
            Records = staged.Census.Records,
            Headers = staged.Layout.HasHeader ? 1 : 0,
            Accepted = files.Sum(file => file.Rows),
            Quarantined = 0,
            Duplicates = files.Count == 0 ? 0 : Repeats(sql, files, cancellationToken),
        };
        return new StraightResult(rows is { Balances: true, Duplicates: 0 }, new LocalOutput(rows, files, []));
    }

    private long Repeats(RowSql sql, IReadOnlyList<LocalParquet> files, CancellationToken cancellationToken)
    {
        var list = string.Join(", ", files.Select(file => Sql.Literal(file.Path)));
        return session.Count($"SELECT {sql.Repeats()} FROM read_parquet([{list}])", cancellationToken);
    }
}
