using System.Globalization;
using Amazon.S3;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Failures;
using RetailBus.Platform.Storage;
using RetailBus.Transform.Batches;
using RetailBus.Transform.DuckDb;
using RetailBus.Transform.Hosting;
using RetailBus.Transform.Locating;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.Quarantine;

/// <summary>
/// What a resubmission continues: the root's rows as the manifest of the attempt that it names has them, and the rows of earlier
/// resubmissions as they stand in the raw zone, by the contract of now. So the numbers depend on neither how far the runs of the other
/// resubmissions have come nor how they went; an erasure, a newer contract or an earlier object that was put anew does change them.
/// </summary>
internal sealed class EarlierLinesReader(IAmazonS3 s3, ManifestStore manifests, LandedFiles files, DuckDbSessions sessions)
{
    /// <returns>Null where nothing is continued: no resubmission, or one whose rows have real keys.</returns>
    /// <exception cref="BatchRejectedException">The root is not there, or an earlier resubmission.</exception>
    public async Task<EarlierLines?> ReadAsync(TransformWork work, WorkSpace space, CancellationToken cancellationToken)
    {
        if (work.Source.Resubmission is not { } resubmission || !work.Contract.KeepIdenticalLines)
            return null;

        var root = await manifests.FindAsync(work.Contract.Name, resubmission.RootBatchId, resubmission.RootAttempt, cancellationToken)
            ?? throw new BatchRejectedException(
                FailureCodes.ManifestMismatch,
                $"The rows correct batch {resubmission.RootBatchId:D}, attempt {resubmission.RootAttempt}, which has no manifest in "
                + $"{work.Contract.Name}. "
                + "Land the rows as a file of their own.");
        var rootFiles = new List<string>();
        foreach (var file in root.Manifest.Files)
            rootFiles.Add(await FetchAsync(file, space.File($"root-{rootFiles.Count}.parquet"), cancellationToken));

        var numbers = await NumbersAsync(work, resubmission, cancellationToken);
        if (numbers.Count < resubmission.Number - 1)
        {
            throw new BatchRejectedException(
                FailureCodes.Unreadable,
                $"These rows are resubmission {resubmission.Number} of batch {resubmission.RootBatchId:D}, whose earlier resubmissions "
                + $"count before them; of those only {numbers.Count} are in the raw zone. Land the rows as a file of their own.");
        }

        var counts = new Dictionary<Guid, long>();
        foreach (var number in numbers)
            await AddAsync(work, ZoneKeys.Resubmission(work.Contract.Name, resubmission.RootBatchId, number), number, space, counts,
                cancellationToken);
        return new EarlierLines(rootFiles, counts);
    }

    private async Task<List<int>> NumbersAsync(TransformWork work, Resubmission resubmission, CancellationToken cancellationToken)
    {
        var prefix = ZoneKeys.Resubmissions(work.Contract.Name, resubmission.RootBatchId);
        return await s3.ObjectsAsync(work.Source.Bucket, prefix, cancellationToken)
            .Select(found =>
                int.TryParse(Path.GetFileNameWithoutExtension(found.Key), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number : 0)
            .Where(number => number > 0 && number < resubmission.Number)
            .ToListAsync(cancellationToken);
    }

    private async Task AddAsync(
        TransformWork work, string key, int number, WorkSpace space, Dictionary<Guid, long> counts, CancellationToken cancellationToken)
    {
        try
        {
            var head = await s3.GetObjectMetadataAsync(work.Source.Bucket, key, cancellationToken);
            var landed = work.Source with { Key = key, ETag = head.ETag.Trim('"'), VersionId = null };
            var staged = await files.StageAsync(landed, work.Contract, space.File($"earlier-{number}.csv"), cancellationToken);
            var numbered = space.File($"earlier-{number}-numbered.csv");
            await NumberedFile.WriteAsync(staged, numbered, long.MaxValue, cancellationToken);
            using var session = sessions.Rent();
            var rows = new FlaggedRows(session, work, staged.Layout, numbered);
            session.ForEach(
                $"SELECT {rows.Sql.RowKey("1")} AS row_key, count(*) FROM {rows.Typed} WHERE {rows.IsGood} GROUP BY ALL",
                row => counts[row.GetGuid(0)] = counts.GetValueOrDefault(row.GetGuid(0)) + row.GetInt64(1),
                cancellationToken);
        }
        catch (BatchRejectedException e) when (e.Code == FailureCodes.Overwritten)
        {
            throw new IOException($"\"{key}\", whose lines count before this batch's, was rewritten while it was read.", e);
        }
        catch (BatchRejectedException)
        {
            return; // what can't be read has no rows, and its own run says why
        }
    }

    private async Task<string> FetchAsync(ManifestFile file, string path, CancellationToken cancellationToken)
    {
        using var response = await s3.GetObjectAsync(file.Bucket, file.Key, cancellationToken);
        await using var target = File.Create(path);
        await response.ResponseStream.CopyToAsync(target, cancellationToken);
        return path;
    }
}
