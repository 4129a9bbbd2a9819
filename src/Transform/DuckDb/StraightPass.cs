using RetailBus.Contracts.Batches;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.DuckDb;

/// <summary>
/// The way of most files: one streaming statement from CSV to Parquet, then a look at the keys. It is whole when the footers count as many
/// rows as the record reader did (less the header line that it read itself) and no key repeats.
/// </summary>
internal sealed class StraightPass(DuckDbSession session, DuckDbOptions options, TransformWork work, StagedFile staged)
{
    /// <summary>
    /// Values told apart at a time. DuckDB spills what it groups: it does 150,000 values for each MiB of its memory limit, and other
    /// transforms may want of the same memory.
    /// </summary>
    internal long AtOnce { get; init; } = options.MemoryLimitMiB * 40_000L;

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

    /// <summary>Of very many rows a share of the values after the other, so that what tells them apart never outgrows memory.</summary>
    private long Repeats(RowSql sql, IReadOnlyList<LocalParquet> files, CancellationToken cancellationToken)
    {
        var source = $"read_parquet([{string.Join(", ", files.Select(file => Sql.Literal(file.Path)))}])";
        var shares = 1 + (files.Sum(file => file.Rows) / AtOnce);
        var repeats = 0L;
        foreach (var name in sql.Once)
        {
            for (var share = 0L; share < shares; share++)
            {
                var ofShare = shares == 1 ? null : $"hash({name}) % {shares} = {share}";
                repeats += session.Count(RowSql.Repeats(name, source, ofShare), cancellationToken);
            }
        }

        return repeats;
    }
}
