using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using MassTransit;
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
    IBus bus,
    IOptions<TransformOptions> options,
    IOptions<ZoneOptions> zones)
{
    /// <summary>What a run's timeline says that it was announced by.</summary>
    private const string Announcement = "erasure";

    private const int MostTries = 10;

    private readonly FileStager _stager = new(StagingLimits.Of(options.Value));

    /// <exception cref="BatchRejectedException">The object can't be read as the dataset.</exception>
    public async Task EraseAsync(ErasureWork work, RawVersion version, CancellationToken cancellationToken)
    {
        using var space = folder.Open();
        using var response = await s3.OpenAsync(version.Object, cancellationToken);
        var form = version.Object.Bucket == zones.Value.Raw
            ? ErasedForm.Original(name => response.Metadata[name], version.Object)
            : ErasedForm.Read(response.Metadata[ErasedForm.Metadata]);
        var landedAt = new DateTimeOffset(response.LastModified!.Value.ToUniversalTime()); // as LAND has it
        var original = form ?? version.Object with { LandedAt = landedAt };
        var staged = await _stager.StageAsync(response.ResponseStream, work.Contract, space.File("staged.csv"), cancellationToken);
        var shape = FileShape.Of(work.Key, staged.Layout);
        var found = await FileCleaning.FindAsync(staged, new RecordMatch(work.Key, shape), cancellationToken);
        if (found.Count == 0 && form is null)
            return;

        var batchId = BatchIds.For(original);
        var pointer = await store.ReadFormAsync(batchId, cancellationToken);
        var isLeft = pointer.Form is { } known && !IsSame(known.Cleaned, version.Object);
        var entry = new ErasedObject
        {
            Zone = ErasedObject.Raw,
            BatchId = batchId,
            Bucket = version.Object.Bucket,
            Key = version.Object.Key,
            VersionId = version.Object.VersionId,
            Rows = found.Count,
        };
        if (found.Count == 0)
        {
            if (work.Command.DryRun)
                return;
            if (isLeft && version.Object.Key.StartsWith(AsideStart(work.Command, original), StringComparison.Ordinal))
                await DiscardAsync(work, batchId, entry, pointer, shape, cancellationToken);
            else
                await RememberAsync(work, batchId, version.Object, original, shape, cancellationToken);
            return;
        }

        await outputs.EraseAsync(work, batchId, shape, cancellationToken);
        if (work.Command.DryRun)
        {
            work.Note(entry);
            return;
        }

        var isAside = true;
        var hasTakenItsPlace = false;
        if (isLeft && !version.IsNewest && await IsCleanedAsync(work.Command, batchId, pointer, cancellationToken))
        {
            // An erasure has cleaned this one, and the pointer names what it made of it: nothing more may be made of what was there before.
            work.NoteOvertaken();
            if (form is not null && !await TryRefuseAsync(batchId, version.Object, pointer, cancellationToken))
                return;
        }
        else
        {
            var path = await WriteAsync(staged, found, version.Object, space, cancellationToken);
            var cleaned = await PutAsync(work.Command, path, version, original, response, cancellationToken);
            if (!await SaveFormAsync(work, batchId, original, cleaned, shape, pointer.ETag, cancellationToken))
            {
                var made = entry with { Bucket = cleaned.Bucket, Key = cleaned.Key, VersionId = cleaned.VersionId };
                await DeleteAsync(made, cancellationToken);
                work.NoteOvertaken();
                return;
            }

            isAside = IsAside(cleaned);
            hasTakenItsPlace = version.Object.VersionId is null && !isAside;
        }

        if (form is null && isAside)
            await AnnounceAsync(work.Command, batchId, original, cancellationToken);
        work.Note(entry);
        await work.SaveAsync(store, cancellationToken);
        if (!hasTakenItsPlace && !await TryDeleteAsync(version, cancellationToken))
            work.NoteOvertaken();
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
        await SaveFormAsync(work, batchId, original, cleaned, shape, etag: null, cancellationToken);
        work.Note(new ErasedObject { Zone = ErasedObject.Raw, BatchId = batchId, Bucket = stands.Bucket, Key = stands.Key, Rows = 0 });
        await work.SaveAsync(store, cancellationToken);
    }

    /// <summary>
    /// The batch's content stands in the form from now on. A form that took its slot's place was made of what stood there last, and counts
    /// whatever another erasure has made of older content meanwhile; one that stands aside counts only when no other has come between.
    /// </summary>
    /// <returns>False when another has come between.</returns>
    /// <exception cref="IOException">Others kept coming between.</exception>
    private async Task<bool> SaveFormAsync(
        ErasureWork work,
        Guid batchId,
        LandedObject original,
        LandedObject cleaned,
        FileShape shape,
        string? etag,
        CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var known = await store.ReadFormAsync(batchId, cancellationToken);
            if (known.Form is { } saved && IsSame(saved.Cleaned, cleaned) && IsBy(work.Command, saved))
                return true; // by the first try of a request whose answer was lost
            if ((IsAside(cleaned) && known.ETag != etag) || known.Form?.Refuses(cleaned) == true)
                return false;
            var removals = (known.Form?.Removals ?? []).Append(new FormPointer.Removal(work.Command.ErasureId, shape));
            var form = new FormPointer
            {
                Original = original,
                Cleaned = cleaned,
                Removals = [.. removals],
                Refused = known.Form?.Refused ?? [],
            };
            if (await store.TrySaveFormAsync(batchId, form, known.ETag, cancellationToken))
                return true;
        }

        throw new IOException("Other erasures keep changing the batch.");
    }

    /// <summary>
    /// A form that the pointer does not name may be one that another erasure has just made and is about to name. Before such a form goes, the
    /// pointer says so.
    /// </summary>
    /// <returns>False when the pointer has changed, perhaps to that form.</returns>
    private async Task<bool> TryRefuseAsync(
        Guid batchId, LandedObject left, (FormPointer? Form, string? ETag) pointer, CancellationToken cancellationToken)
    {
        var form = pointer.Form!;
        return form.Refuses(left)
            || await store.TrySaveFormAsync(
                batchId, form with { Refused = [.. form.Refused, FormPointer.Place.Of(left)] }, pointer.ETag, cancellationToken);
    }

    /// <summary>
    /// Deletes a form that stands aside and that no pointer names: this erasure's, from before a crash. Another execution of the erasure
    /// may be about to name it; the pointer is changed first, so that it comes too late.
    /// </summary>
    private async Task DiscardAsync(
        ErasureWork work,
        Guid batchId,
        ErasedObject left,
        (FormPointer? Form, string? ETag) pointer,
        FileShape shape,
        CancellationToken cancellationToken)
    {
        var form = pointer.Form!;
        form = form with { Removals = [.. form.Removals, new FormPointer.Removal(work.Command.ErasureId, shape)] };
        if (await store.TrySaveFormAsync(batchId, form, pointer.ETag, cancellationToken))
            await DeleteAsync(left, cancellationToken);
        else
            work.NoteOvertaken();
    }

    /// <summary>
    /// Whether what the pointer names stands there. Where it is missing, the version is the batch's last content and must not go for
    /// nothing; this erasure may make its form anew, but not bring back what another one has erased.
    /// </summary>
    /// <exception cref="BatchRejectedException">It is missing, and another erasure made it.</exception>
    private async Task<bool> IsCleanedAsync(
        EraseRows command, Guid batchId, (FormPointer? Form, string? ETag) pointer, CancellationToken cancellationToken)
    {
        var form = pointer.Form!;
        if (await IsThereAsync(form.Cleaned, cancellationToken)
            || (await store.ReadFormAsync(batchId, cancellationToken)).ETag != pointer.ETag)
        {
            return true;
        }

        return form.Removals.Any(removal => removal.ErasureId != command.ErasureId)
            ? throw new BatchRejectedException(FailureCodes.Unreadable, "What another erasure made of it is missing: it stays as it is.")
            : false;
    }

    private async Task<bool> IsThereAsync(LandedObject form, CancellationToken cancellationToken)
    {
        var request = new GetObjectMetadataRequest { BucketName = form.Bucket, Key = form.Key, VersionId = form.VersionId };
        try
        {
            return (await s3.GetObjectMetadataAsync(request, cancellationToken)).ETag.Trim('"') == form.ETag;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    /// <summary>
    /// What stands aside has no event of its own, and the version that LAND may not have heard of yet is about to go. A run that is there
    /// already is left as it is.
    /// </summary>
    private Task AnnounceAsync(EraseRows command, Guid batchId, LandedObject original, CancellationToken cancellationToken) => bus.Publish(
        new OrderBatchLanded { BatchId = batchId, Dataset = command.Dataset, Object = original, Announcement = Announcement },
        cancellationToken);

    private bool IsAside(LandedObject form) => form.Bucket != zones.Value.Raw;

    private static bool IsSame(LandedObject one, LandedObject other) =>
        (one.Bucket, one.Key, one.ETag) == (other.Bucket, other.Key, other.ETag)
        && (one.VersionId is null || other.VersionId is null || one.VersionId == other.VersionId);

    private static bool IsBy(EraseRows command, FormPointer form) =>
        form.Removals.Any(removal => removal.ErasureId == command.ErasureId);

    /// <summary>What the keys of an erasure's forms of a batch begin with; each form has a key of its own.</summary>
    private static string AsideStart(EraseRows command, LandedObject original) =>
        $"{ErasureStore.FormsFolder(command.Dataset)}{BatchIds.For(original):D}-{command.ErasureId:D}";

    /// <summary>
    /// Deletes the version. What has no version id may have been overwritten since it was read: newer content in its place is a landing and
    /// stays.
    /// </summary>
    private async Task<bool> TryDeleteAsync(RawVersion version, CancellationToken cancellationToken)
    {
        var (landed, isNamed) = (version.Object, version.Object.VersionId is not null);
        var request = new DeleteObjectRequest { BucketName = landed.Bucket, Key = landed.Key, VersionId = landed.VersionId };
        if (!isNamed && !IsAside(landed) && !version.IsNewest)
            request.VersionId = RawVersions.Unversioned;
        else if (!isNamed && !IsAside(landed))
            request.IfMatch = $"\"{landed.ETag}\"";
        try
        {
            await s3.DeleteObjectAsync(request, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception e) when (e.IsOvertaken())
        {
            return false;
        }
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
        try
        {
            using var response = await s3.GetObjectAsync(head, cancellationToken);
            var magic = new byte[2];
            var read = await response.ResponseStream.ReadAtLeastAsync(magic, 2, throwOnEndOfStream: false, cancellationToken);
            return read == 2 && magic is [0x1F, 0x8B];
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket")
        {
            throw new BatchRejectedException(FailureCodes.Overwritten, "Another erasure has removed the version meanwhile.", e);
        }
    }

    private async Task<LandedObject> PutAsync(
        EraseRows command,
        string path,
        RawVersion version,
        LandedObject original,
        GetObjectResponse landed,
        CancellationToken cancellationToken)
    {
        if (version.IsNewest && await TryReplaceAsync(path, version.Object, original, landed, cancellationToken) is { } replaced)
            return replaced;
        var aside = $"{AsideStart(command, original)}-{Guid.NewGuid():N}";
        return await PutAsync(path, zones.Value.Processed, aside, ifMatch: null, original, landed, cancellationToken);
    }

    /// <returns>Null when the slot has got newer content, or none, in the meantime: that must stay as it is.</returns>
    private async Task<LandedObject?> TryReplaceAsync(
        string path, LandedObject newest, LandedObject original, GetObjectResponse landed, CancellationToken cancellationToken)
    {
        try
        {
            return await PutAsync(path, newest.Bucket, newest.Key, newest.ETag, original, landed, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.IsOvertaken())
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
        GetObjectResponse landed,
        CancellationToken cancellationToken)
    {
        var request = new PutObjectRequest { BucketName = bucket, Key = key, FilePath = path, ContentType = landed.Headers.ContentType };
        if (ifMatch is not null)
            request.IfMatch = $"\"{ifMatch}\"";
        foreach (var name in landed.Metadata.Keys)
            request.Metadata[name] = landed.Metadata[name];
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
