using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Erasures;
using RetailBus.Contracts.Messages;
using RetailBus.Platform.Failures;
using RetailBus.Platform.Storage;
using RetailBus.Transform.Hosting;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.Erasing;

/// <summary>
/// Takes the records of a key out of one version of a raw object: the content without them stands first, as the slot's newest version or,
/// where the slot has newer content, aside; then the version that held them is deleted.
/// </summary>
internal sealed class RawErasure(
    IAmazonS3 s3,
    ErasureStore store,
    OutputErasure outputs,
    WorkFolder folder,
    IOptions<TransformOptions> options,
    IOptions<ZoneOptions> zones)
{
    private readonly FileStager _stager = new(StagingLimits.Of(options.Value));

    /// <exception cref="BatchRejectedException">The object can't be read as the dataset.</exception>
    public async Task EraseAsync(ErasureWork work, RawVersion version, CancellationToken cancellationToken)
    {
        using var space = folder.Open();
        using var response = await s3.OpenAsync(version.Object, cancellationToken);
        var form = version.Object.Bucket == zones.Value.Raw
            ? ErasedForm.Original(name => response.Metadata[name], version.Object)
            : ErasedForm.Read(response.Metadata[ErasedForm.Metadata]);
        var original = form ?? version.Object;
        var staged = await _stager.StageAsync(response.ResponseStream, work.Contract, space.File("staged.csv"), cancellationToken);
        if (staged.Layout.Format == FileFormat.JsonLines)
        {
            throw new BatchRejectedException(
                FailureCodes.Unreadable, $"\"{original.Key}\" holds JSON objects, from which erase can't take rows yet: remove them from the file by hand.");
        }

        var shape = FileShape.Of(work.Key, staged.Layout);
        var found = await FileCleaning.FindAsync(staged, new RecordMatch(work.Key, shape), cancellationToken);
        var batchId = BatchIds.For(original);
        if (found.Count == 0)
        {
            if (form is not null && !work.Command.DryRun)
                await RememberAsync(work, batchId, version.Object, original, shape, cancellationToken);
            return;
        }

        await outputs.EraseAsync(work, batchId, shape, cancellationToken);
        var entry = new ErasedObject
        {
            Zone = ErasedObject.Raw,
            BatchId = batchId,
            Bucket = version.Object.Bucket,
            Key = version.Object.Key,
            VersionId = version.Object.VersionId,
            Rows = found.Count,
        };
        if (work.Command.DryRun)
        {
            work.Note(entry);
            return;
        }

        var path = await WriteAsync(staged, found, version.Object, space, cancellationToken);
        var cleaned = await PutAsync(work.Command, path, version, original, response.Metadata, cancellationToken);
        await SaveFormAsync(work, batchId, original, cleaned, shape, cancellationToken);
        work.Note(entry);
        await work.SaveAsync(store, cancellationToken);
        if (version.Object.VersionId is not null || cleaned.Bucket != version.Object.Bucket || cleaned.Key != version.Object.Key)
            await DeleteAsync(entry, cancellationToken);
    }

    /// <summary>
    /// Where the raw zone has no versions, the form took the landed object's place, and a crash may have come before it was remembered:
    /// nothing else tells then where the batch's content stands, nor that its outputs have rows to lose. With versions, the version that
    /// held the rows is still there, and is taken once more.
    /// </summary>
    private async Task RememberAsync(
        ErasureWork work, Guid batchId, LandedObject stands, LandedObject original, FileShape shape, CancellationToken cancellationToken)
    {
        if (stands.VersionId is not null || stands.Bucket != zones.Value.Raw)
            return;
        if (await store.FindFormAsync(batchId, cancellationToken) is { } known && known.Cleaned.ETag == stands.ETag)
            return;
        var cleaned = original with { VersionId = null, ETag = stands.ETag, Size = stands.Size };
        await SaveFormAsync(work, batchId, original, cleaned, shape, cancellationToken);
        work.Note(new ErasedObject { Zone = ErasedObject.Raw, BatchId = batchId, Bucket = stands.Bucket, Key = stands.Key, Rows = 0 });
        await work.SaveAsync(store, cancellationToken);
    }

    private async Task SaveFormAsync(
        ErasureWork work, Guid batchId, LandedObject original, LandedObject cleaned, FileShape shape, CancellationToken cancellationToken)
    {
        var known = await store.FindFormAsync(batchId, cancellationToken);
        var removals = (known?.Removals ?? []).Append(new FormPointer.Removal(work.Command.ErasureId, shape));
        await store.SaveFormAsync(
            batchId, new FormPointer { Original = original, Cleaned = cleaned, Removals = [.. removals] }, cancellationToken);
    }

    /// <summary>Deletes what an entry names; again does nothing.</summary>
    public Task DeleteAsync(ErasedObject entry, CancellationToken cancellationToken) => s3.DeleteObjectAsync(
        new DeleteObjectRequest { BucketName = entry.Bucket, Key = entry.Key, VersionId = entry.VersionId }, cancellationToken);

    /// <summary>As UTF-8; packed where the object was.</summary>
    private async Task<string> WriteAsync(
        StagedFile staged, FoundRecords found, LandedObject landed, WorkSpace space, CancellationToken cancellationToken)
    {
        var path = space.File("cleaned");
        await using var file = File.Create(path);
        if (await IsGzipAsync(landed, cancellationToken))
        {
            await using var gzip = new GZipStream(file, CompressionLevel.Fastest);
            await FileCleaning.WriteAsync(staged, found, gzip, cancellationToken);
        }
        else
        {
            await FileCleaning.WriteAsync(staged, found, file, cancellationToken);
        }

        return path;
    }

    private async Task<bool> IsGzipAsync(LandedObject landed, CancellationToken cancellationToken)
    {
        var head = new GetObjectRequest
        {
            BucketName = landed.Bucket,
            Key = landed.Key,
            VersionId = landed.VersionId,
            ByteRange = new ByteRange(0, 1),
        };
        using var response = await s3.GetObjectAsync(head, cancellationToken);
        var magic = new byte[2];
        var read = await response.ResponseStream.ReadAtLeastAsync(magic, 2, throwOnEndOfStream: false, cancellationToken);
        return read == 2 && magic is [0x1F, 0x8B];
    }

    private async Task<LandedObject> PutAsync(
        EraseRows command,
        string path,
        RawVersion version,
        LandedObject original,
        MetadataCollection metadata,
        CancellationToken cancellationToken)
    {
        if (version.IsNewest && await TryReplaceAsync(path, version.Object, original, metadata, cancellationToken) is { } replaced)
            return replaced;
        var aside = $"{ErasureStore.FormsFolder(command.Dataset)}{BatchIds.For(original):D}-{command.ErasureId:D}";
        return await PutAsync(path, zones.Value.Processed, aside, ifMatch: null, original, metadata, cancellationToken);
    }

    /// <returns>Null when the slot has got newer content, or none, in the meantime: that must stay as it is.</returns>
    private async Task<LandedObject?> TryReplaceAsync(
        string path, LandedObject newest, LandedObject original, MetadataCollection metadata, CancellationToken cancellationToken)
    {
        try
        {
            return await PutAsync(path, newest.Bucket, newest.Key, newest.ETag, original, metadata, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.ErrorCode is "PreconditionFailed" or "ConditionalRequestConflict" or "NoSuchKey")
        {
            return null;
        }
    }

    [SuppressMessage("Security", "CA5351", Justification = "S3's ETag is what it is compared with; it guards nothing.")]
    private static async Task<string> DigestAsync(string path, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(await MD5.HashDataAsync(content, cancellationToken));
    }

    private async Task<LandedObject> PutAsync(
        string path,
        string bucket,
        string key,
        string? ifMatch,
        LandedObject original,
        MetadataCollection metadata,
        CancellationToken cancellationToken)
    {
        var request = new PutObjectRequest { BucketName = bucket, Key = key, FilePath = path, ContentType = "text/csv" };
        if (ifMatch is not null)
            request.IfMatch = $"\"{ifMatch}\"";
        foreach (var name in metadata.Keys)
            request.Metadata[name] = metadata[name];
        request.Metadata[ErasedForm.Metadata] = ErasedForm.Describe(original);
        request.Metadata[ErasedForm.Content] = await DigestAsync(path, cancellationToken);
        var put = await s3.PutObjectAsync(request, cancellationToken);
        return original with
        {
            Bucket = bucket,
            Key = key,
            VersionId = put.VersionId is null or "" or "null" ? null : put.VersionId,
            ETag = put.ETag.Trim('"'),
            Size = new FileInfo(path).Length,
        };
    }
}
