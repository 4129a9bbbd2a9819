using RetailBus.Contracts.Batches;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.DuckDb;

/// <summary>The way of files with something to tell: every record numbered, bad rows with all reasons, repeats sorted out.</summary>
internal sealed class CarefulPass(DuckDbSession session, DuckDbOptions options, TransformWork work, StagedFile staged, string folder)
{
    private readonly string _numbered = Path.Combine(folder, "numbered.csv");

    public async Task<LocalOutput> RunAsync(CancellationToken cancellationToken)
    {
        await NumberedFile.WriteAsync(staged, _numbered, long.MaxValue, cancellationToken);
        var flagged = new FlaggedRows(session, work, staged.Layout, _numbered);
        flagged.Find(cancellationToken);
        RejectSample.Check(session, work, Math.Min(RejectSample.Size, staged.Census.Records), cancellationToken);
        var headers = session.Count($"SELECT count(*) FROM {FlaggedRows.Table} WHERE is_header", cancellationToken);

        var repeats = new RepeatedRows(session, work, flagged);
        repeats.SortOut(cancellationToken);
        var files = new ParquetFiles(session, options);
        var accepted = files.Write(repeats.Accepted(), Path.Combine(folder, "accepted"), staged.Bytes, cancellationToken);
        var quarantined = new QuarantineFile(session, files, staged, folder).Write(cancellationToken);
        return new LocalOutput(
            new TransformCounts
            {
                Records = staged.Census.Records,
                Headers = headers,
                Accepted = accepted.Sum(file => file.Rows),
                Quarantined = quarantined.Sum(file => file.Rows),
                Duplicates = repeats.Duplicates(cancellationToken),
            },
            accepted,
            quarantined);
    }
}
