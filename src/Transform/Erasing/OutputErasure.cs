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
/// manifest names that one from then on, and the old file is deleted.
/// </summary>
internal sealed partial class OutputErasure(
    IAmazonS3 s3, ErasureStore store, DuckDbSessions sessions, WorkFolder folder, IOptions<ZoneOptions> zones)
{
    public async Task EraseAsync(
        ErasureWork work, Guid batchId, FileShape shape, CancellationToken cancellationToken)
    {
        var prefix = $"{ZoneKeys.BatchFolder(work.Command.Dataset, batchId)}manifest-";
        var manifests = new ListObjectsV2Request { BucketName = zones.Value.Processed, Prefix = prefix };
        var listed = await s3.ListObjectsV2Async(manifests, cancellationToken);
        foreach (var found in listed.S3Objects ?? [])
            await EraseManifestAsync(work, batchId, found.Key, shape, cancellationToken);
    }

    private async Task EraseManifestAsync(
        ErasureWork work, Guid batchId, string key, FileShape shape, CancellationToken cancellationToken)
    {
        using var response = await s3.GetObjectAsync(zones.Value.Processed, key, cancellationToken);
        var json = response.ResponseStream;
        var manifest = (await JsonSerializer.DeserializeAsync<BatchManifest>(json, BatchManifest.Json, cancellationToken))!;
        RecordMatch[] matches = [new(work.Key, shape), new(work.Written, shape)];
        var isRow = string.Join(
            " AND ", work.Written.Parts.Select(part => $"{Sql.Identifier(part.Column.Canonical!)} = {Sql.Literal(part.Value)}"));

        var replaced = new List<ErasedObject>();
        var files = await ReplaceAsync(work, batchId, manifest.Files, ErasedObject.Processed, (_, _) => isRow, replaced, cancellationToken);
        var quarantine = await ReplaceAsync(
            work,
            batchId,
            manifest.Quarantine,
            ErasedObject.Quarantine,
            (session, source) => LinesOf(session, source, matches, cancellationToken),
            replaced,
            cancellationToken);
        if (replaced.Count == 0)
            return;

        replaced.ForEach(work.Note);
        if (work.Command.DryRun)
            return;
        await work.SaveAsync(store, cancellationToken);
        await s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = zones.Value.Processed,
                Key = key,
                IfMatch = response.ETag,
                ContentType = "application/json",
                ContentBody = JsonSerializer.Serialize(manifest with { Files = files, Quarantine = quarantine }, BatchManifest.Json),
            },
            cancellationToken);
        foreach (var entry in replaced.Where(entry => !files.Concat(quarantine).Any(file => file.Key == entry.Key)))
            await s3.DeleteObjectAsync(entry.Bucket, entry.Key, cancellationToken);
    }

    private async Task<IReadOnlyList<ManifestFile>> ReplaceAsync(
        ErasureWork work,
        Guid batchId,
        IReadOnlyList<ManifestFile> files,
        string zone,
        Func<DuckDbSession, string, string> conditionOf,
        List<ErasedObject> replaced,
        CancellationToken cancellationToken)
    {
        var kept = new List<ManifestFile>();
        foreach (var file in files)
        {
            using var space = folder.Open();
            var local = space.File("old.parquet");
            using (var response = await s3.GetObjectAsync(file.Bucket, file.Key, cancellationToken))
            {
                await using var target = File.Create(local);
                await response.ResponseStream.CopyToAsync(target, cancellationToken);
            }

            using var session = sessions.Rent();
            var source = $"read_parquet({Sql.Literal(local)})";
            var condition = conditionOf(session, source);
            var rows = session.Count($"SELECT count(*) FROM {source} WHERE {condition}", cancellationToken);
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
        }

        return kept;
    }

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
        var key = $"{EarlierErasure().Replace(old.Key, "")}-erased-{erasureId:N}.parquet";
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = old.Bucket, Key = key, FilePath = path }, cancellationToken);
        return old with { Key = key, Rows = rows, Bytes = new FileInfo(path).Length, Sha256 = hash };
    }

    /// <summary>The end of a file's name, with what an earlier erasure has put there: names do not grow with each.</summary>
    [GeneratedRegex("(-erased-[0-9a-f]{32})?[.]parquet$")]
    private static partial Regex EarlierErasure();
}
