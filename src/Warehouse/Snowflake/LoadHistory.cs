using RetailBus.Contracts.Batches;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>Looks loads up.</summary>
internal sealed class LoadHistory(SnowflakeStatements statements, SnowflakeSql sql, Func<Guid> newId)
{
    /// <summary>What is known of each load, in their order.</summary>
    public async Task<IReadOnlyList<KnownLoad>> FindAsync(
        IReadOnlyList<(Guid BatchId, int Attempt, string Dataset, ManifestReference Manifest)> loads, CancellationToken cancellationToken)
    {
        var document = LoadDescription.Names(
            loads.Select(load => (load.BatchId, load.Attempt, load.Dataset, load.Manifest.Bucket, load.Manifest.Key)));
        var result = await statements.RunAsync(
            newId(), BoundSql.Of(sql.Statement("find_loads"), ("document", document)), cancellationToken);
        var known = new KnownLoad[loads.Count];
        foreach (var row in result.Rows)
            known[SqlCells.Count(row[0])] = Read(row);
        return known;
    }

    public Task<IReadOnlyList<KnownLoad>> FindAsync(IEnumerable<StagedBatch> loads, CancellationToken cancellationToken) =>
        FindAsync([.. loads.Select(load => (load.BatchId, load.Attempt, load.Manifest.Dataset, load.Reference))], cancellationToken);

    public async Task<long> CountErasuresAsync(string dataset, CancellationToken cancellationToken)
    {
        var count = BoundSql.Of(sql.Statement("count_erasures"), ("dataset", dataset));
        return SqlCells.Count((await statements.RunAsync(newId(), count, cancellationToken)).Rows[0][0]);
    }

    private static KnownLoad Read(IReadOnlyList<string?> row) => new()
    {
        CancelledUpTo = row[1] is null ? null : SqlCells.Count(row[1]),
        Erasures = SqlCells.Count(row[2]),
        Outcome = row[8] is null ? null : LoadOutcome.Loaded(Counts(row, 3), SqlCell.Timestamp(row[8])!.Value, before: true),
    };

    /// <param name="row">A result's.</param>
    /// <param name="from">Where the five terms begin.</param>
    public static LoadCounts Counts(IReadOnlyList<string?> row, int from) => new()
    {
        Inserted = SqlCells.Count(row[from]),
        Updated = SqlCells.Count(row[from + 1]),
        Unchanged = SqlCells.Count(row[from + 2]),
        Superseded = SqlCells.Count(row[from + 3]),
        Retracted = SqlCells.Count(row[from + 4]),
    };
}
