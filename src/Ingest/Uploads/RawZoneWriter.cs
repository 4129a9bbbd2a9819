using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Names;
using RetailBus.Ingest.Landing;
using RetailBus.Platform.Storage;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Ingest.Uploads;

/// <summary>Streams an upload into the raw zone; the bucket's event does the rest.</summary>
internal sealed class RawZoneWriter(
    IAmazonS3 s3,
    RawZone zone,
    IOptions<ZoneOptions> zones,
    IOptions<IngestOptions> options,
    TimeProvider time,
    ILogger<RawZoneWriter> logger)
{
    private static readonly TimeSpan AbortTimeout = TimeSpan.FromSeconds(30);

    /// <exception cref="UploadRefusedException">The body is empty or too large; nothing of it stays.</exception>
    public async Task<UploadedObject> WriteAsync(string dataset, string? fileName, Stream body, CancellationToken cancellationToken)
    {
        using var span = RetailBusTelemetry.Spans.StartActivity($"upload {dataset}");
        span?.SetTag(RetailBusTelemetry.Dataset, dataset);
        using var parts = new UploadParts(body, options.Value.MaxUploadBytes);
        await parts.ReadAsync(cancellationToken);
        if (parts.IsEmpty)
        {
            throw new UploadRefusedException(
                StatusCodes.Status400BadRequest, "The file is empty: there is nothing to load. Check the export that made it.");
        }

        var bucket = zones.Value.Raw;
        var key = KeyOf(dataset, fileName);
        var (versionId, eTag) = parts.IsLast
            ? await PutAsync(bucket, key, fileName, parts, cancellationToken)
            : await PutPartsAsync(bucket, key, fileName, parts, cancellationToken);
        span?.SetTag(RetailBusTelemetry.Bytes, parts.Total);

        var landed = await LandedAsync(key, versionId, eTag, parts.Total, cancellationToken);
        span?.SetTag(RetailBusTelemetry.BatchId, landed.BatchId);
        return landed;
    }

    /// <summary>Where a file of a dataset stands in the raw zone.</summary>
    public string KeyOf(string dataset, string? fileName) =>
        $"{dataset}/{FileNames.Safe(fileName, $"upload-{Guid.CreateVersion7(time.GetUtcNow()):N}")}";

    /// <summary>What an object that stands in the raw zone now becomes.</summary>
    public async Task<UploadedObject> LandedAsync(string key, string? versionId, string eTag, long size, CancellationToken cancellationToken)
    {
        var bucket = zones.Value.Raw;
        var batchId = await BatchIdAsync(new RawObject(bucket, key, versionId, eTag, ""), size, cancellationToken);
        return new UploadedObject(bucket, key, versionId, eTag, size, batchId);
    }

    /// <summary>What an object tells of its upload.</summary>
    public static void Describe(MetadataCollection metadata, string? fileName)
    {
        if (TraceContext.Current is { } trace)
            metadata.Add(ObjectMetadata.TraceParent, trace);
        if (Uri.EscapeDataString(fileName ?? "") is { Length: > 0 and <= 1024 } escaped)
            metadata.Add(ObjectMetadata.FileName, escaped);
    }

    private async Task<(string? VersionId, string ETag)> PutAsync(
        string bucket, string key, string? fileName, UploadParts parts, CancellationToken cancellationToken)
    {
        using var content = parts.Current;
        using var span = RawZoneSpans.Put("PutObject", bucket, key);
        var request = new PutObjectRequest { BucketName = bucket, Key = key, InputStream = content };
        Describe(request.Metadata, fileName);
        try
        {
            var put = await s3.PutObjectAsync(request, cancellationToken);
            span?.SetTag(RetailBusTelemetry.Bytes, parts.Total);
            return (ObjectVersions.Id(put.VersionId), put.ETag.Trim('"'));
        }
        catch (Exception fault)
        {
            span.Fail(fault);
            throw;
        }
    }

    private async Task<(string? VersionId, string ETag)> PutPartsAsync(
        string bucket, string key, string? fileName, UploadParts parts, CancellationToken cancellationToken)
    {
        using var span = RawZoneSpans.Put("MultipartUpload", bucket, key);
        var initiate = new InitiateMultipartUploadRequest { BucketName = bucket, Key = key };
        Describe(initiate.Metadata, fileName);
        var uploadId = (await s3.InitiateMultipartUploadAsync(initiate, cancellationToken)).UploadId;
        try
        {
            var tags = new List<PartETag>();
            for (; !parts.IsEmpty; await parts.ReadAsync(cancellationToken))
            {
                using var content = parts.Current;
                var part = await s3.UploadPartAsync(
                    new UploadPartRequest
                    {
                        BucketName = bucket,
                        Key = key,
                        UploadId = uploadId,
                        PartNumber = tags.Count + 1,
                        PartSize = content.Length,
                        InputStream = content,
                    },
                    cancellationToken);
                tags.Add(new PartETag(tags.Count + 1, part.ETag));
            }

            var complete = new CompleteMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = uploadId, PartETags = tags };
            var done = await s3.CompleteMultipartUploadAsync(complete, cancellationToken);
            span?.SetTag(RetailBusTelemetry.Bytes, parts.Total);
            return (ObjectVersions.Id(done.VersionId), done.ETag.Trim('"'));
        }
        catch (Exception e)
        {
            IngestLog.UploadBroken(logger, bucket, key, e);
            span.Fail(e);
            await AbortAsync(bucket, key, uploadId);
            throw;
        }
    }

    /// <summary>Also when the uploader is gone, so not with the request's token.</summary>
    private async Task AbortAsync(string bucket, string key, string uploadId)
    {
        using var limit = new CancellationTokenSource(AbortTimeout, time);
        try
        {
            await s3.AbortMultipartUploadAsync(
                new AbortMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = uploadId }, limit.Token);
        }
        catch (Exception e) when (e is AmazonS3Exception or HttpRequestException or IOException or TimeoutException or OperationCanceledException)
        {
            IngestLog.AbortFailed(logger, bucket, key, e);
        }
    }

    /// <summary>With a version the id is known; without, it takes the time that S3 gave the object.</summary>
    private async Task<Guid?> BatchIdAsync(RawObject raw, long size, CancellationToken cancellationToken)
    {
        if (raw.VersionId is null)
            return await zone.FindAsync(raw, cancellationToken) is { } found ? BatchIds.For(found.Landed) : null;

        return BatchIds.For(new LandedObject
        {
            Bucket = raw.Bucket,
            Key = raw.Key,
            VersionId = raw.VersionId,
            ETag = raw.ETag!,
            Size = size,
            LandedAt = time.GetUtcNow(),
        });
    }
}
