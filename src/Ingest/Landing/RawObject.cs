using System.Net;
using RetailBus.Platform.Storage;

namespace RetailBus.Ingest.Landing;

/// <summary>An object that an event or an operator names, before anyone looked at it.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key as it is, not encoded.</param>
/// <param name="VersionId">Null where the bucket is not versioned, or for the newest version.</param>
/// <param name="ETag">Without quotes; null for whatever is there.</param>
/// <param name="Sequencer">Fixed width; empty when there was no event.</param>
/// <param name="EventAt">When it was put, by the event; null when there was none.</param>
internal sealed record RawObject(string Bucket, string Key, string? VersionId, string? ETag, string Sequencer, DateTimeOffset? EventAt = null)
{
    private const int SequencerWidth = 32;
    private const string Created = "ObjectCreated:";

    /// <summary>The created object that a record tells of, or null when the record is about something else.</summary>
    public static RawObject? From(S3EventRecord record, string rawBucket)
    {
        if (record is not { EventName: { } name, S3: { Bucket.Name: { } bucket, Object: { Key: { } encoded } entity } } || bucket != rawBucket)
            return null;
        if (!name.StartsWith(Created, StringComparison.Ordinal) && !name.StartsWith("s3:" + Created, StringComparison.Ordinal))
            return null;

        var key = WebUtility.UrlDecode(encoded);
        return entity.Size == 0 && key.EndsWith('/')
            ? null
            : new RawObject(bucket, key, ObjectVersions.Id(entity.VersionId), entity.ETag?.Trim('"'), Sequence(entity.Sequencer), record.EventTime);
    }

    /// <summary>Sequencers compare as text once they have one width and case.</summary>
    private static string Sequence(string? sequencer) =>
        string.IsNullOrEmpty(sequencer) ? "" : sequencer.ToUpperInvariant().PadLeft(SequencerWidth, '0');
}
