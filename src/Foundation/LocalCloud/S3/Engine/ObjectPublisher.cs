using System.Security.Cryptography;
using RetailBus.LocalCloud.Hosting.Storage;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Engine;

/// <summary>
/// The changes of objects, each within the caller's transaction: conditions, the version's row, what it displaces, and the events that
/// are owed for it are one commit.
/// </summary>
internal sealed class ObjectPublisher(TimeProvider time, EventComposer events)
{
    /// <summary>Makes stored bytes the latest version of a key. Displaced blobs are added to <paramref name="garbage"/>.</summary>
    public ObjectVersion Publish(
        SqliteSession session, ObjectWrite write, IReadOnlyList<Segment> segments, string etag, string eventName, List<BlobId> garbage)
    {
        var bucket = BucketTable.Get(session, write.Bucket);
        write.Conditions.Check(ObjectTable.Latest(session, write.Bucket, write.Key));
        var versionId = bucket.IsVersioned ? NewVersionId() : ObjectVersion.NullVersion;
        if (!bucket.IsVersioned)
            Displace(session, write.Bucket, write.Key, garbage);
        var version = new ObjectVersion
        {
            Seq = Counters.Next(session, "seq"),
            Bucket = write.Bucket,
            Key = write.Key,
            VersionId = versionId,
            IsLatest = true,
            IsMarker = false,
            Size = segments.Sum(segment => segment.Length),
            ETag = etag,
            Modified = time.GetUtcNow(),
            Headers = write.Headers,
            Segments = segments,
        };
        ObjectTable.Insert(session, version);
        BlobTable.Reference(session, segments);
        events.Add(session, bucket, eventName, version);
        return version;
    }

    /// <summary>Deletes a key: for good, or by a delete marker where the bucket has versions.</summary>
    /// <returns>The version or marker concerned; null when there was nothing to delete.</returns>
    public ObjectVersion? Delete(SqliteSession session, string bucketName, string key, WriteConditions conditions, List<BlobId> garbage)
    {
        var bucket = BucketTable.Get(session, bucketName);
        conditions.Check(ObjectTable.Latest(session, bucketName, key));
        ObjectVersion? removed = null;
        if (!bucket.IsVersioned)
            removed = Displace(session, bucketName, key, garbage);
        if (bucket.HasVersions)
            return AddMarker(session, bucket, key);
        if (removed is null)
            return null;
        events.Add(session, bucket, "ObjectRemoved:Delete", removed with { Seq = Counters.Next(session, "seq") });
        return null;
    }

    /// <summary>Deletes one version or delete marker for good.</summary>
    /// <returns>What was deleted; null when there was no such version.</returns>
    public ObjectVersion? DeleteVersion(SqliteSession session, string bucketName, string key, string versionId, List<BlobId> garbage)
    {
        var bucket = BucketTable.Get(session, bucketName);
        var version = ObjectTable.Version(session, bucketName, key, versionId);
        if (version is null)
            return null;
        Remove(session, version, garbage);
        events.Add(session, bucket, "ObjectRemoved:Delete", version with { Seq = Counters.Next(session, "seq") });
        return version;
    }

    private static string NewVersionId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static ObjectVersion? Displace(SqliteSession session, string bucket, string key, List<BlobId> garbage)
    {
        var displaced = ObjectTable.Version(session, bucket, key, ObjectVersion.NullVersion);
        if (displaced is not null)
            Remove(session, displaced, garbage);
        return displaced;
    }

    private static void Remove(SqliteSession session, ObjectVersion version, List<BlobId> garbage)
    {
        ObjectTable.Remove(session, version);
        BlobTable.Release(session, version.Segments);
        garbage.AddRange(version.Segments.Select(segment => segment.Blob));
    }

    private ObjectVersion AddMarker(SqliteSession session, Bucket bucket, string key)
    {
        var marker = new ObjectVersion
        {
            Seq = Counters.Next(session, "seq"),
            Bucket = bucket.Name,
            Key = key,
            VersionId = bucket.IsVersioned ? NewVersionId() : ObjectVersion.NullVersion,
            IsLatest = true,
            IsMarker = true,
            Size = 0,
            ETag = "",
            Modified = time.GetUtcNow(),
            Headers = new ObjectHeaders(),
            Segments = [],
        };
        ObjectTable.Insert(session, marker);
        events.Add(session, bucket, "ObjectRemoved:DeleteMarkerCreated", marker);
        return marker;
    }
}
