using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Erasures;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Storage;
using RetailBus.Transform.DuckDb;
using RetailBus.Transform.Hosting;

namespace RetailBus.Transform.Erasing;

/// <summary>
/// Takes the rows of a key out of what transforms made of a batch: each Parquet file that has some is written anew under another name, the
/// manifest names that one from then on, and the old file is deleted. A file that no manifest names, which an execution left that did not
/// come to its end, is deleted when it has some.
/// </summary>
internal sealed partial class OutputErasure(
    IAmazonS3 s3, ErasureStore store, DuckDbSessions sessions, WorkFolder folder, IOptions<ZoneOptions> zones)
{
    private const int MostTries = 10;

    public async Task EraseAsync(
        ErasureWork work, Guid batchId, FileShape shape, CancellationToken cancellationToken)
    {
        var batch = ZoneKeys.BatchFolder(work.Command.Dataset, batchId);
        RecordMatch[] matches = [new(work.Key, shape), new(work.Written, shape)];
        var isRow = string.Join(
            " AND ", work.Written.Parts.Select(part => $"{Sql.Identifier(part.Column.Canonical!)} = {Sql.Literal(part.Value)}"));
        var conditions = new Conditions((_, _) => isRow, (session, source) => LinesOf(session, source, matches, cancellationToken));

        // Before the manifests, so that none of these is named only later.
        foreach (var left in await ListAsync(zones.Value.Processed, $"{batch}staging-", cancellationToken))
            await s3.DeleteObjectAsync(zones.Value.Processed, left, cancellationToken);
        var files = await ListAsync(zones.Value.Processed, $"{batch}part-", cancellationToken);
        var quarantine = await ListAsync(zones.Value.Quarantine, $"{batch}quarantine-", cancellationToken);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var manifest in await ListAsync(zones.Value.Processed, $"{batch}manifest-", cancellationToken))
            named.UnionWith(await EraseManifestAsync(work, batchId, manifest, conditions, cancellationToken));
        var entry = new ErasedObject { Zone = ErasedObject.Processed, BatchId = batchId, Bucket = zones.Value.Processed, Key = "", Rows = 0 };
        foreach (var key in files.Except(named))
            await EraseUnnamedAsync(work, entry with { Key = key }, conditions.OfRows, cancellationToken);
        entry = entry with { Zone = ErasedObject.Quarantine, Bucket = zones.Value.Quarantine };
        foreach (var key in quarantine.Except(named))
            await EraseUnnamedAsync(work, entry with { Key = key }, conditions.OfLines, cancellationToken);
    }

    /// <summary>
    /// Deletes the files of the record that a crash left. One that a manifest names still, because the raw object that led to it went
    /// before the manifest was rewritten, has other rows too: it stays, and the record tells.
    /// </summary>
    public async Task DeleteLeftAsync(ErasureWork work, CancellationToken cancellationToken)
    {
        var left = work.Record.Objects.Where(entry => entry.Zone != ErasedObject.Raw).GroupBy(entry => entry.BatchId).ToList();
        foreach (var batch in left)
        {
            var named = new HashSet<string>(StringComparer.Ordinal);
            var prefix = $"{ZoneKeys.BatchFolder(work.Command.Dataset, batch.Key)}manifest-";
            foreach (var manifest in await ListAsync(zones.Value.Processed, prefix, cancellationToken))
                named.UnionWith(Named((await FindManifestAsync(manifest, cancellationToken)).Manifest));
            foreach (var entry in batch)
            {
                if (named.Contains(entry.Key))
                    work.NoteUnreadable(entry.Key);
                else
                    await s3.DeleteObjectAsync(entry.Bucket, entry.Key, cancellationToken);
            }
        }
    }

    private async Task<List<string>> ListAsync(string bucket, string prefix, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix };
        do
        {
            var page = await s3.ListObjectsV2Async(request, cancellationToken);
            keys.AddRange((page.S3Objects ?? []).Select(found => found.Key));
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
        return keys;
    }

    /// <returns>The files that the manifest names now, and those that it named before.</returns>
    /// <exception cref="IOException">Other erasures kept changing the manifest.</exception>
    private async Task<IReadOnlyList<string>> EraseManifestAsync(
        ErasureWork work, Guid batchId, string key, Conditions conditions, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var written = new List<ManifestFile>();
            try
            {
                return await EraseManifestAsync(work, batchId, key, conditions, written, cancellationToken);
            }
            catch (AmazonS3Exception e) when (e.IsOvertaken())
            {
                await DiscardAsync(written, key, e, cancellationToken);
                work.NoteOvertaken();
            }
        }

        throw new IOException("Other erasures keep changing the manifest.");
    }

    /// <summary>
    /// Another erasure has rewritten the manifest, or this one has and the answer was lost: what was made of the old files must not stay
    /// unless the manifest names it. After a conflict the first try of the request may still be at work: then the next pass discards it.
    /// </summary>
    private async Task DiscardAsync(List<ManifestFile> written, string key, AmazonS3Exception fault, CancellationToken cancellationToken)
    {
        if (written.Count == 0 || fault.ErrorCode == "ConditionalRequestConflict")
            return;
        var named = Named((await FindManifestAsync(key, cancellationToken)).Manifest);
        foreach (var file in written.Where(file => !named.Contains(file.Key)))
            await s3.DeleteObjectAsync(file.Bucket, file.Key, cancellationToken);
    }

    private static List<string> Named(BatchManifest? manifest) =>
        manifest is null ? [] : [.. manifest.Files.Concat(manifest.Quarantine).Select(file => file.Key)];

    /// <returns>Both null when the manifest is gone.</returns>
    private async Task<(BatchManifest? Manifest, string? ETag)> FindManifestAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await s3.GetObjectAsync(zones.Value.Processed, key, cancellationToken);
            var json = response.ResponseStream;
            return (await JsonSerializer.DeserializeAsync<BatchManifest>(json, BatchManifest.Json, cancellationToken), response.ETag);
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "NoSuchKey")
        {
            return (null, null);
        }
    }

    private async Task<IReadOnlyList<string>> EraseManifestAsync(
        ErasureWork work, Guid batchId, string key, Conditions conditions, List<ManifestFile> written, CancellationToken cancellationToken)
    {
        var (found, etag) = await FindManifestAsync(key, cancellationToken);
        if (found is not { } manifest)
            return []; // its retention has ended since it was listed
        var named = Named(manifest);

        var replaced = new List<ErasedObject>();
        var replacing = new Replacing(work, batchId, key, etag, replaced, written);
        var files = await ReplaceAsync(replacing, manifest.Files, ErasedObject.Processed, conditions.OfRows, cancellationToken);
        var quarantine = await ReplaceAsync(replacing, manifest.Quarantine, ErasedObject.Quarantine, conditions.OfLines, cancellationToken);
        if (replaced.Count == 0)
            return named;

        replaced.ForEach(work.Note);
        if (work.Command.DryRun)
            return named;
        await work.SaveAsync(store, cancellationToken);
        await s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = zones.Value.Processed,
                Key = key,
                IfMatch = etag,
                ContentType = "application/json",
                ContentBody = JsonSerializer.Serialize(manifest with { Files = files, Quarantine = quarantine }, BatchManifest.Json),
            },
            cancellationToken);
        foreach (var entry in replaced)
            await s3.DeleteObjectAsync(entry.Bucket, entry.Key, cancellationToken);
        return [.. named, .. files.Concat(quarantine).Select(file => file.Key)];
    }

    private async Task EraseUnnamedAsync(
        ErasureWork work, ErasedObject entry, Func<DuckDbSession, string, string> conditionOf, CancellationToken cancellationToken)
    {
        using var space = folder.Open();
        var local = space.File("unnamed.parquet");
        try
        {
            await FetchAsync(entry.Bucket, entry.Key, local, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return; // the execution that lost a race has removed it since
        }

        using var session = sessions.Rent();
        var rows = Count(session, local, conditionOf, cancellationToken).Rows;

        // Its own from before a crash was made of files that may have been rewritten since.
        var isOwn = entry.Key.Contains(OwnMark(work.Command.ErasureId), StringComparison.Ordinal);
        if (rows == 0 && !isOwn)
            return;
        work.Note(entry with { Rows = rows });
        if (work.Command.DryRun)
            return;
        await work.SaveAsync(store, cancellationToken);
        await s3.DeleteObjectAsync(entry.Bucket, entry.Key, cancellationToken);
    }

    private static (long Rows, string Source, string Condition) Count(
        DuckDbSession session, string local, Func<DuckDbSession, string, string> conditionOf, CancellationToken cancellationToken)
    {
        var source = $"read_parquet({Sql.Literal(local)})";
        var condition = conditionOf(session, source);
        return (session.Count($"SELECT count(*) FROM {source} WHERE {condition}", cancellationToken), source, condition);
    }

    /// <summary>
    /// A file that another erasure has deleted was out of the manifest before. One that the manifest still names is missing for good, and
    /// has no rows to lose: of quarantine after its retention, of accepted rows by damage, which the record tells.
    /// </summary>
    private async Task<bool> TryFetchAsync(
        Replacing replacing, ManifestFile file, string zone, string path, CancellationToken cancellationToken)
    {
        try
        {
            await FetchAsync(file.Bucket, file.Key, path, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "NoSuchKey")
        {
            if ((await FindManifestAsync(replacing.Manifest, cancellationToken)).ETag != replacing.ETag)
                throw;
            if (zone == ErasedObject.Processed)
                replacing.Work.NoteUnreadable(file.Key);
            return false;
        }
    }

    private async Task FetchAsync(string bucket, string key, string path, CancellationToken cancellationToken)
    {
        using var response = await s3.GetObjectAsync(bucket, key, cancellationToken);
        await using var target = File.Create(path);
        await response.ResponseStream.CopyToAsync(target, cancellationToken);
    }

    private async Task<IReadOnlyList<ManifestFile>> ReplaceAsync(
        Replacing replacing,
        IReadOnlyList<ManifestFile> files,
        string zone,
        Func<DuckDbSession, string, string> conditionOf,
        CancellationToken cancellationToken)
    {
        var (work, batchId, _, _, replaced, written) = replacing;
        var kept = new List<ManifestFile>();
        foreach (var file in files)
        {
            using var space = folder.Open();
            var local = space.File("old.parquet");
            if (!await TryFetchAsync(replacing, file, zone, local, cancellationToken))
            {
                kept.Add(file);
                continue;
            }

            using var session = sessions.Rent();
            var (rows, source, condition) = Count(session, local, conditionOf, cancellationToken);
            if (rows == 0)
            {
                kept.Add(file);
                continue;
            }

            replaced.Add(new ErasedObject { Zone = zone, BatchId = batchId, Bucket = file.Bucket, Key = file.Key, Rows = rows });
            if (work.Command.DryRun || rows == file.Rows)
                continue;
            var path = space.File("new.parquet");
            session.Execute(
                $"COPY (SELECT * FROM {source} WHERE ({condition}) IS NOT TRUE) TO {Sql.Literal(path)} (FORMAT parquet)",
                cancellationToken);
            kept.Add(await PutAsync(path, file, file.Rows - rows, work.Command.ErasureId, cancellationToken));
            written.Add(kept[^1]);
        }

        return kept;
    }

    private static string OwnMark(Guid erasureId) => $"-erased-{erasureId:N}";

    /// <summary>The condition of the quarantined rows that are of the key, by their raw text.</summary>
    private static string LinesOf(DuckDbSession session, string source, RecordMatch[] matches, CancellationToken cancellationToken)
    {
        var lines = new List<long>();
        session.ForEach(
            $"SELECT line, raw FROM {source}",
            row =>
            {
                if (Array.Exists(matches, match => match.IsMatch(row.GetString(1))))
                    lines.Add(row.GetInt64(0));
            },
            cancellationToken);
        return lines.Count == 0 ? "false" : $"line IN ({string.Join(", ", lines)})";
    }

    private async Task<ManifestFile> PutAsync(string path, ManifestFile old, long rows, Guid erasureId, CancellationToken cancellationToken)
    {
        string hash;
        await using (var content = File.OpenRead(path))
            hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        // Another name each time: what a manifest has come to name is never written or discarded by a later try.
        var key = $"{EarlierErasure().Replace(old.Key, "")}{OwnMark(erasureId)}-{Guid.NewGuid():N}.parquet";
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = old.Bucket, Key = key, FilePath = path }, cancellationToken);
        return old with { Key = key, Rows = rows, Bytes = new FileInfo(path).Length, Sha256 = hash };
    }

    /// <summary>What one try at a manifest does.</summary>
    /// <param name="Work">The pass.</param>
    /// <param name="BatchId">The manifest's.</param>
    /// <param name="Manifest">Its key.</param>
    /// <param name="ETag">What it was read with.</param>
    /// <param name="Replaced">Files that have rows.</param>
    /// <param name="Written">What was written in their place.</param>
    private sealed record Replacing(
        ErasureWork Work, Guid BatchId, string Manifest, string? ETag, List<ErasedObject> Replaced, List<ManifestFile> Written);

    /// <summary>SQL conditions for the rows of the key, each made for an open file.</summary>
    /// <param name="OfRows">In Parquet of accepted rows.</param>
    /// <param name="OfLines">In Parquet of quarantined rows.</param>
    private sealed record Conditions(Func<DuckDbSession, string, string> OfRows, Func<DuckDbSession, string, string> OfLines);

    /// <summary>The end of a file's name, with what an earlier erasure has put there: names do not grow with each.</summary>
    [GeneratedRegex("(-erased-[0-9a-f]{32}(-[0-9a-f]{32})?)?[.]parquet$")]
    private static partial Regex EarlierErasure();
}
