using RetailBus.Contracts.Batches;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Quarantine;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.DuckDb;

/// <summary>The way of files with something to tell: every record numbered, bad rows with all reasons, repeats sorted out. What the straight
/// pass wrote is kept where it can be; null where that could not read the file.</summary>
internal sealed class CarefulPass(
    DuckDbSession session, DuckDbOptions options, TransformWork work, StagedFile staged, string folder, LocalOutput? straight,
    EarlierLines? earlier, PiiGuard guard)
{
    private readonly string _numbered = Path.Combine(folder, "numbered.csv");
    private readonly ParquetFiles _files = new(session, options);

    public async Task<LocalOutput> RunAsync(CancellationToken cancellationToken)
    {
        await NumberedFile.WriteAsync(staged, _numbered, long.MaxValue, cancellationToken);
        var flagged = new FlaggedRows(session, work, staged.Layout, _numbered);
        flagged.Find(cancellationToken);
        RejectSample.Check(session, work, Math.Min(RejectSample.Size, staged.Census.Records), cancellationToken);
        var headers = session.Count($"SELECT count(*) FROM {FlaggedRows.Table} WHERE is_header", cancellationToken);
        var (accepted, duplicates) = Accept(flagged, cancellationToken);
        var quarantined = new QuarantineFile(session, _files, staged, folder, new RawRedaction(work.Contract, staged.Layout, guard)).Write(cancellationToken);
        return new LocalOutput(
            new TransformCounts
            {
                Records = staged.Census.Records,
                Headers = headers,
                Accepted = accepted.Sum(file => file.Rows),
                Quarantined = quarantined.Sum(file => file.Rows),
                Duplicates = duplicates,
            },
            accepted,
            quarantined);
    }

    /// <summary>Where no key repeats among the rows that the straight pass took, they are the accepted ones.</summary>
    private (IReadOnlyList<LocalParquet> Files, long Duplicates) Accept(FlaggedRows flagged, CancellationToken cancellationToken)
    {
        if (straight is { Rows.Duplicates: 0 })
            return (straight.Accepted, 0);

        var repeats = new RepeatedRows(session, work, flagged, earlier);
        repeats.SortOut(cancellationToken);
        return (_files.Write(repeats.Accepted(), Path.Combine(folder, "accepted"), staged.Bytes, cancellationToken), repeats.Duplicates(cancellationToken));
    }
}
