using DuckDB.NET.Data;
using DuckDB.NET.Native;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Quarantine;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.DuckDb;

/// <summary>From a staged file to Parquet files, all on this machine.</summary>
internal sealed partial class LocalTransform(DuckDbSessions sessions, DuckDbOptions options, ILogger<LocalTransform> logger, PiiGuard? guard = null)
{
    private readonly PiiGuard _guard = guard ?? PiiGuard.WithoutKey;

    /// <param name="work">What is transformed.</param>
    /// <param name="staged">The file.</param>
    /// <param name="folder">An existing folder for the output and all that is needed on the way.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <param name="earlier">Lines whose numbers the file's go on from; null for none.</param>
    /// <exception cref="BatchRejectedException">Too many rows are bad, or the counts don't balance.</exception>
    public async Task<LocalOutput> RunAsync(
        TransformWork work, StagedFile staged, string folder, CancellationToken cancellationToken, EarlierLines? earlier = null)
    {
        if (staged.Census.Records > RejectSample.Size)
            await SampleAsync(work, staged, folder, cancellationToken);

        var straight = earlier is null && staged.Census.IsPlain ? RunStraight(work, staged, folder, cancellationToken) : null;
        if (straight is { IsWhole: true })
            return straight.Output;

        LogCareful(staged.Census.Records, straight?.Output.Rows.Accepted);
        using var session = sessions.Rent();
        var careful = new CarefulPass(session, options, work, staged, folder, straight?.Output, earlier, _guard);
        var output = await careful.RunAsync(cancellationToken);
        return output.Rows.Balances ? output : throw Unbalanced(output.Rows);
    }

    /// <summary>Before a large file's rows are all read: whether it is worth it.</summary>
    private async Task SampleAsync(TransformWork work, StagedFile staged, string folder, CancellationToken cancellationToken)
    {
        using var session = sessions.Rent();
        var path = Path.Combine(folder, "sample.csv");
        await NumberedFile.WriteAsync(staged, path, RejectSample.Size, cancellationToken);
        var flagged = new FlaggedRows(session, work, staged.Layout, path);
        flagged.Find(cancellationToken);
        RejectSample.Check(session, work, Math.Min(RejectSample.Size, staged.Census.Records), cancellationToken);
    }

    private StraightResult? RunStraight(TransformWork work, StagedFile staged, string folder, CancellationToken cancellationToken)
    {
        using var session = sessions.Rent();
        try
        {
            return new StraightPass(session, options, work, staged).Run(folder, cancellationToken);
        }
        catch (DuckDBException e) when (e.ErrorType is DuckDBErrorType.InvalidInput or DuckDBErrorType.Conversion)
        {
            LogReadersDisagree(e.ErrorType);
            return null;
        }
    }

    private static BatchRejectedException Unbalanced(TransformCounts rows) => new(
        FailureCodes.Unbalanced,
        $"The rows don't add up, so nothing was loaded: the file has {rows.Records} records, but {rows.Headers} header lines, {rows.Accepted} accepted, "
        + $"{rows.Quarantined} quarantined and {rows.Duplicates} repeated rows were found. Report this with the file.");

    [LoggerMessage(Level = LogLevel.Debug, Message = "Not all of {Records} records can be taken straight ({Accepted} could); looking at each")]
    private partial void LogCareful(long records, long? accepted);

    [LoggerMessage(Level = LogLevel.Information, Message = "DuckDB reads the file otherwise than the record reader; taking the record reader's word ({Error})")]
    private partial void LogReadersDisagree(DuckDBErrorType error);
}
