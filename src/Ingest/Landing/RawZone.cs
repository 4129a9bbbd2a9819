using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Erasures;
using RetailBus.Platform.Storage;

namespace RetailBus.Ingest.Landing;

/// <summary>Looks at objects of the raw zone: exactly the version that was named.</summary>
internal sealed class RawZone(IAmazonS3 s3)
{
    /// <summary>What landed and its metadata, or null when that version is gone.</summary>
    public async Task<(LandedObject Landed, MetadataCollection Metadata)?> FindAsync(RawObject raw, CancellationToken cancellationToken)
    {
        var request = new GetObjectMetadataRequest { BucketName = raw.Bucket, Key = raw.Key, VersionId = raw.VersionId };
        if (raw.VersionId is null && raw.ETag is not null)
            request.EtagToMatch = $"\"{raw.ETag}\"";
        try
        {
            var head = await s3.GetObjectMetadataAsync(request, cancellationToken);
            var landed = new LandedObject
            {
                Bucket = raw.Bucket,
                Key = raw.Key,
                VersionId = raw.VersionId ?? ObjectVersions.Id(head.VersionId),
                ETag = head.ETag.Trim('"'),
                Size = head.ContentLength,
                LandedAt = new DateTimeOffset(head.LastModified!.Value.ToUniversalTime()),
                Sequencer = raw.Sequencer,
                Resubmission = ResubmissionMetadata.Read(head.Metadata, raw.Key),
            };
            // Rows were erased from it since: it is the batch that landed, and no new one.
            if (ErasedForm.Original(name => head.Metadata[name], landed) is { } original)
                landed = original with { Resubmission = landed.Resubmission };
            return (landed, head.Metadata);
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed)
        {
            return null;
        }
    }
}
