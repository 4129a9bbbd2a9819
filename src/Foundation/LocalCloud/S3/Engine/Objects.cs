using RetailBus.LocalCloud.Hosting.Storage;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Engine;

/// <summary>Objects: put, find, copy and delete.</summary>
internal sealed class Objects(
    S3Store store, PayloadReceiver receiver, ObjectPublisher publisher, EventDispatcher dispatcher, BlobReader reader)
{
    /// <summary>Stores a payload as the latest version of its key. Durable, with the events it owes, when the task ends.</summary>
    public async Task<ObjectVersion> PutAsync(
        ObjectWrite write, Payload payload, CancellationToken cancellationToken, string eventName = "ObjectCreated:Put")
    {
        store.Database.Read(session =>
        {
            BucketTable.Get(session, write.Bucket);
            write.Conditions.Check(ObjectTable.Latest(session, write.Bucket, write.Key));
            return 0;
        });
        var stored = await receiver.ReceiveAsync(payload, cancellationToken);
        write = write with { Headers = write.Headers with { Checksum = stored.Checksum } };
        var garbage = new List<BlobId>();
        try
        {
            var version = await store.Database.WriteAsync(
                session => publisher.Publish(session, write, stored.Segments, stored.ETag, eventName, garbage));
            Committed(garbage);
            return version;
        }
        catch (S3Exception)
        {
            receiver.Discard(stored);
            throw;
        }
    }

    /// <summary>Finds an object's latest version, or the given one.</summary>
    /// <exception cref="S3Exception">
    /// NoSuchBucket, NoSuchKey, NoSuchVersion; or MethodNotAllowed when the version is a delete marker.
    /// </exception>
    public ObjectVersion Get(string bucket, string key, string? versionId) =>
        store.Database.Read(session => Get(session, bucket, key, versionId));

    /// <summary>Gives a version other tags. It stays the same version, and no event is owed.</summary>
    /// <exception cref="S3Exception">As in <see cref="Get(string, string, string?)"/>.</exception>
    public Task<ObjectVersion> SetTagsAsync(string bucket, string key, string? versionId, Dictionary<string, string> tags) =>
        store.Database.WriteAsync(session =>
        {
            var version = Get(session, bucket, key, versionId);
            version = version with { Headers = version.Headers with { Tags = tags } };
            ObjectTable.SetHeaders(session, version);
            return version;
        });

    /// <summary>The place of a version among all changes.</summary>
    /// <exception cref="S3Exception">InvalidArgument: there is no such version.</exception>
    public long SeqOf(string bucket, string key, string versionId) =>
        store.Database.Read(session => ObjectTable.Version(session, bucket, key, versionId))?.Seq
        ?? throw S3Errors.InvalidArgument($"There is no version '{versionId}' of this key.");

    /// <summary>Copies the bytes of a version under another key, with its headers or new ones.</summary>
    public async Task<ObjectVersion> CopyAsync(ObjectVersion source, ObjectWrite write, CancellationToken cancellationToken)
    {
        await using var content = OpenSource(source);
        var payload = new Payload { Content = content, Length = source.Size, Algorithm = source.Headers.Checksum?.Algorithm };
        return await PutAsync(write, payload, cancellationToken, "ObjectCreated:Copy");
    }

    /// <returns>The delete marker that was added or the version that was deleted; null when nothing needs to be told.</returns>
    public async Task<ObjectVersion?> DeleteAsync(string bucket, string key, string? versionId, WriteConditions conditions)
    {
        var garbage = new List<BlobId>();
        var version = await store.Database.WriteAsync(session => versionId is null
            ? publisher.Delete(session, bucket, key, conditions, garbage)
            : publisher.DeleteVersion(session, bucket, key, versionId, garbage));
        Committed(garbage);
        return version;
    }

    /// <summary>Opens the bytes of a version that is to be copied.</summary>
    /// <exception cref="S3Exception">NoSuchKey: it has been deleted since it was looked up.</exception>
    public SegmentStream OpenSource(ObjectVersion source)
    {
        try
        {
            return reader.Open(source);
        }
        catch (FileNotFoundException)
        {
            throw S3Errors.NoSuchKey();
        }
    }

    private static ObjectVersion Get(SqliteSession session, string bucket, string key, string? versionId)
    {
        BucketTable.Get(session, bucket);
        if (versionId is null)
        {
            return ObjectTable.Latest(session, bucket, key) switch
            {
                null => throw S3Errors.NoSuchKey(),
                { IsMarker: true } => throw new S3Exception(404, "NoSuchKey", "The specified key does not exist.") { DeleteMarker = true },
                var latest => latest,
            };
        }

        var version = ObjectTable.Version(session, bucket, key, versionId) ?? throw S3Errors.NoSuchVersion();
        return version.IsMarker
            ? throw new S3Exception(
                405, "MethodNotAllowed", "The specified method is not allowed against a delete marker.")
            { DeleteMarker = true }
            : version;
    }

    private void Committed(List<BlobId> garbage)
    {
        dispatcher.Wake();
        store.DeleteGarbage(garbage);
    }
}
