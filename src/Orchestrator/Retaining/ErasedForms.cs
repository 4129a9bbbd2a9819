using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Erasures;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Retaining;
using RetailBus.Orchestrator.Runs;
using RetailBus.Platform.Storage;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Retaining;

/// <summary>What erasures left of objects that landed before a time, wherever it stands, and the pointers to it.</summary>
internal sealed class ErasedForms(IAmazonS3 s3, ISagaReader<BatchRun> runs, IOptions<ZoneOptions> zones)
{
    /// <summary>In parts of two: the form, where it is still there, and its pointer after it.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ExpiringObject>> FindAsync(
        ExpiryList list, ResubmissionFolders resubmissions, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = zones.Value.Processed, Prefix = ErasureFolders.Forms };
        ListObjectsV2Response listed;
        do
        {
            listed = await s3.ListObjectsV2Async(request, cancellationToken);
            foreach (var found in listed.S3Objects ?? [])
            {
                await list.BeatAsync(cancellationToken);
                var place = await ReadAsync(found.Key, cancellationToken);
                if (ZoneKeys.DatasetOf(place.Original.Key) != list.Entry.Dataset || place.Original.LandedAt >= list.Entry.CutOff)
                    continue;
                var run = (await runs.Find(BatchIds.For(place.Original), cancellationToken))?.Saga;
                if (!list.Takes(run))
                    continue;
                if (await resubmissions.IsNeededAsync(list.Entry.Dataset, place.Original.Key, cancellationToken))
                    list.Keep();
                else
                    yield return await ExpiringAsync(place, found, list.Entry.CutOff, cancellationToken);
            }

            request.ContinuationToken = listed.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
    }

    private async Task<FormPlace> ReadAsync(string key, CancellationToken cancellationToken)
    {
        using var response = await s3.GetObjectAsync(zones.Value.Processed, key, cancellationToken);
        return (await JsonSerializer.DeserializeAsync<FormPlace>(response.ResponseStream, JsonSerializerOptions.Web, cancellationToken))!;
    }

    private async Task<IReadOnlyList<ExpiringObject>> ExpiringAsync(
        FormPlace place, S3Object pointer, DateTimeOffset cutOff, CancellationToken cancellationToken)
    {
        var itself = new ExpiringObject { Bucket = zones.Value.Processed, Key = pointer.Key, Bytes = pointer.Size ?? 0 };
        var cleaned = place.Cleaned;
        var request = new GetObjectMetadataRequest { BucketName = cleaned.Bucket, Key = cleaned.Key, VersionId = cleaned.VersionId };
        if (cleaned.VersionId is null)
            request.EtagToMatch = $"\"{cleaned.ETag}\"";
        try
        {
            var head = await s3.GetObjectMetadataAsync(request, cancellationToken);
            if (cleaned.Bucket == zones.Value.Raw && head.LastModified < cutOff.UtcDateTime)
                return [itself]; // a listing of the raw zone has found it already; only a dry run still meets it
            var form = new ExpiringObject
            {
                Bucket = cleaned.Bucket,
                Key = cleaned.Key,
                VersionId = cleaned.VersionId,
                ETag = cleaned.VersionId is null ? cleaned.ETag : null,
                Bytes = head.ContentLength,
            };
            return [form, itself];
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed)
        {
            return [itself];
        }
    }
}
