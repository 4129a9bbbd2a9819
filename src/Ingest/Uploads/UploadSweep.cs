using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using RetailBus.Platform.Storage;

namespace RetailBus.Ingest.Uploads;

/// <summary>
/// Removes the parts of uploads to the raw zone that nobody finished: S3 keeps and bills them otherwise, and no list of objects shows them.
/// </summary>
internal sealed class UploadSweep(
    IAmazonS3 s3, IOptions<ZoneOptions> zones, IOptions<IngestOptions> options, TimeProvider time, ILogger<UploadSweep> logger)
{
    /// <returns>How many uploads were given up.</returns>
    /// <exception cref="AmazonS3Exception">The raw zone can't be read, or its uploads may not be removed.</exception>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var request = new ListMultipartUploadsRequest { BucketName = zones.Value.Raw };
        var oldest = time.GetUtcNow() - options.Value.UploadLifetime;
        var swept = 0;
        while (true)
        {
            var page = await s3.ListMultipartUploadsAsync(request, cancellationToken);
            foreach (var upload in page.MultipartUploads ?? [])
            {
                if (upload.Initiated?.ToUniversalTime() is { } begun && begun < oldest.UtcDateTime)
                    swept += await AbortAsync(upload, begun, cancellationToken);
            }

            // Without a marker the next page can't be asked for; it comes up in a later round, when those before it have gone.
            if (page.IsTruncated != true || page.NextKeyMarker is not { Length: > 0 })
                return swept;
            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }
    }

    private async Task<int> AbortAsync(MultipartUpload upload, DateTime begun, CancellationToken cancellationToken)
    {
        try
        {
            await s3.AbortMultipartUploadAsync(
                new AbortMultipartUploadRequest { BucketName = zones.Value.Raw, Key = upload.Key, UploadId = upload.UploadId },
                cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return 0; // finished or given up since it was listed
        }

        IngestLog.UploadSwept(logger, zones.Value.Raw, upload.Key, begun);
        return 1;
    }
}
