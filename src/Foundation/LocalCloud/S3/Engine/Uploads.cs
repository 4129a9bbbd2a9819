using System.Globalization;
using System.Security.Cryptography;
using RetailBus.LocalCloud.Hosting.Storage;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Engine;

/// <summary>Multipart uploads. A completed object refers to its parts' blobs, so completing costs nothing per byte.</summary>
internal sealed class Uploads(
    S3Store store, PayloadReceiver receiver, ObjectPublisher publisher, EventDispatcher dispatcher, TimeProvider time)
{
    /// <summary>Sorts after every id, which are hexadecimal.</summary>
    private const string AfterAllIds = "~";

    public Task<Upload> CreateAsync(string bucket, string key, ObjectHeaders headers) => store.Database.WriteAsync(session =>
    {
        BucketTable.Get(session, bucket);
        var upload = new Upload(
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)), bucket, key, time.GetUtcNow(), headers);
        UploadTable.Insert(session, upload);
        return upload;
    });

    /// <exception cref="S3Exception">NoSuchUpload.</exception>
    public Upload Get(string bucket, string key, string uploadId) =>
        store.Database.Read(session => UploadTable.Get(session, uploadId, bucket, key));

    /// <summary>The uploads after a key, or after one upload of that key, in order of key and id.</summary>
    public List<Upload> All(string bucket, string prefix, string afterKey, string afterId, int limit) => store.Database.Read(session =>
    {
        BucketTable.Get(session, bucket);
        var id = afterId.Length == 0 ? AfterAllIds : afterId;
        return UploadTable.Of(session, bucket, prefix, afterKey.Length == 0 ? null : (afterKey, id), limit);
    });

    public (Upload Upload, List<Part> Parts) Parts(string bucket, string key, string uploadId) => store.Database.Read(session =>
        (UploadTable.Get(session, uploadId, bucket, key), UploadTable.Parts(session, uploadId)));

    /// <summary>Stores a part; a part of the same number is replaced.</summary>
    public async Task<Part> PutPartAsync(
        string bucket, string key, string uploadId, int number, Payload payload, CancellationToken cancellationToken)
    {
        var upload = Get(bucket, key, uploadId);
        var stored = await receiver.ReceiveAsync(payload.ForUpload(upload.Headers.Upload), cancellationToken);
        var part = new Part(number, stored.Size, stored.ETag, time.GetUtcNow(), stored.Checksum, stored.Segments);
        try
        {
            var displaced = await store.Database.WriteAsync(session => SetPart(session, bucket, key, uploadId, part));
            Delete(displaced);
        }
        catch (S3Exception)
        {
            receiver.Discard(stored);
            throw;
        }

        return part;
    }

    /// <summary>Makes an object of the listed parts; parts that are not listed are dropped.</summary>
    /// <exception cref="S3Exception">
    /// NoSuchUpload, InvalidPart, InvalidPartOrder, EntityTooSmall, PreconditionFailed, InvalidRequest, BadDigest.
    /// </exception>
    public async Task<ObjectVersion> CompleteAsync(
        string bucket, string key, string uploadId, IReadOnlyList<CompletedPart> listed, CompletionClaims claims)
    {
        var garbage = new List<BlobId>();
        var version = await store.Database.WriteAsync(session =>
        {
            var upload = UploadTable.Get(session, uploadId, bucket, key);
            var parts = UploadTable.Parts(session, uploadId);
            var chosen = Choose(parts, listed);
            var checksum = MultipartChecksum.Of(upload.Headers.Upload, chosen);
            claims.Check(chosen.Sum(part => part.Size), checksum);
            foreach (var part in parts)
                Forget(session, part, keepBytes: chosen.Contains(part), garbage);
            UploadTable.Delete(session, uploadId);
            var headers = upload.Headers with { Checksum = checksum, Upload = null };
            var write = new ObjectWrite(bucket, key, headers) { Conditions = claims.Conditions };
            return publisher.Publish(
                session, write, [.. chosen.SelectMany(part => part.Segments)], ETag(chosen), "ObjectCreated:CompleteMultipartUpload",
                garbage);
        });
        dispatcher.Wake();
        store.DeleteGarbage(garbage);
        return version;
    }

    public async Task AbortAsync(string bucket, string key, string uploadId)
    {
        var garbage = new List<BlobId>();
        await store.Database.WriteAsync(session =>
        {
            UploadTable.Get(session, uploadId, bucket, key);
            foreach (var part in UploadTable.Parts(session, uploadId))
                Forget(session, part, keepBytes: false, garbage);
            UploadTable.Delete(session, uploadId);
            return 0;
        });
        store.DeleteGarbage(garbage);
    }

    private static IReadOnlyList<Segment> SetPart(SqliteSession session, string bucket, string key, string uploadId, Part part)
    {
        UploadTable.Get(session, uploadId, bucket, key);
        var displaced = UploadTable.Part(session, uploadId, part.Number)?.Segments ?? [];
        BlobTable.Release(session, displaced);
        UploadTable.SetPart(session, uploadId, part);
        BlobTable.Reference(session, part.Segments);
        return displaced;
    }

    /// <summary>Ends the upload's reference to a part's blobs. Kept ones are referred to again by the object that is published.</summary>
    private static void Forget(SqliteSession session, Part part, bool keepBytes, List<BlobId> garbage)
    {
        if (keepBytes)
        {
            BlobTable.Unreference(session, part.Segments);
            return;
        }

        BlobTable.Release(session, part.Segments);
        garbage.AddRange(part.Segments.Select(segment => segment.Blob));
    }

    private static List<Part> Choose(List<Part> parts, IReadOnlyList<CompletedPart> listed)
    {
        if (listed.Count == 0)
            throw S3Errors.MalformedXml("You must specify at least one part.");
        var chosen = new List<Part>(listed.Count);
        var byNumber = parts.ToDictionary(part => part.Number);
        foreach (var item in listed)
        {
            if (chosen.Count > 0 && item.Number <= chosen[^1].Number)
                throw new S3Exception(400, "InvalidPartOrder", "The list of parts was not in ascending order by part number.");
            if (!byNumber.TryGetValue(item.Number, out var part) || item.ETag.Trim('"') != part.ETag)
                throw S3Errors.InvalidPart(item.Number);
            if (item.Checksum is not null && part.Checksum is not null && item.Checksum != part.Checksum)
                throw S3Errors.InvalidPart(item.Number);
            chosen.Add(part);
        }

        if (chosen.SkipLast(1).FirstOrDefault(part => part.Size < S3Limits.MinPartBytes) is { } small)
            throw new S3Exception(400, "EntityTooSmall", $"Part {small.Number} has {small.Size} bytes; all but the last need 5 MiB.");
        return chosen;
    }

    private static string ETag(List<Part> parts)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (var part in parts)
            md5.AppendData(Convert.FromHexString(part.ETag));
        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(md5.GetHashAndReset())}-{parts.Count}");
    }

    private void Delete(IReadOnlyList<Segment> segments) => store.DeleteGarbage(segments.Select(segment => segment.Blob));
}
