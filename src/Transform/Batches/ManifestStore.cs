using System.Net;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Storage;

namespace RetailBus.Transform.Batches;

/// <summary>Manifests in the processed zone: each is written once, and of executions that race one wins.</summary>
internal sealed class ManifestStore(IAmazonS3 s3, IOptions<ZoneOptions> zones)
{
    private string Bucket => zones.Value.Processed;

    /// <summary>The manifest of an attempt; null when none stands.</summary>
    public async Task<StoredManifest?> FindAsync(string dataset, Guid batchId, int attempt, CancellationToken cancellationToken)
    {
        var key = ZoneKeys.Manifest(dataset, batchId, attempt);
        try
        {
            using var response = await s3.GetObjectAsync(new GetObjectRequest { BucketName = Bucket, Key = key }, cancellationToken);
            var manifest = await JsonSerializer.DeserializeAsync<BatchManifest>(response.ResponseStream, BatchManifest.Json, cancellationToken);
            return new StoredManifest(manifest!, Reference(key, response.ETag));
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket")
        {
            return null;
        }
    }

    /// <summary>The highest attempt that has a manifest; null when none stands.</summary>
    public async Task<int?> LatestAttemptAsync(string dataset, Guid batchId, CancellationToken cancellationToken)
    {
        var prefix = ZoneKeys.BatchFolder(dataset, batchId) + "manifest-";
        var listed = await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket, Prefix = prefix }, cancellationToken);
        var attempts = (listed.S3Objects ?? [])
            .Select(found => int.TryParse(Path.GetFileNameWithoutExtension(found.Key[prefix.Length..]), out var attempt) ? attempt : 0)
            .Where(attempt => attempt > 0)
            .ToList();
        return attempts.Count == 0 ? null : attempts.Max();
    }

    /// <summary>Writes a manifest where none stands; returns the one that stands then, which may be another execution's.</summary>
    public async Task<StoredManifest> PutOrFindAsync(BatchManifest manifest, CancellationToken cancellationToken)
    {
        var key = ZoneKeys.Manifest(manifest.Dataset, manifest.BatchId, manifest.Attempt);
        var request = new PutObjectRequest
        {
            BucketName = Bucket,
            Key = key,
            IfNoneMatch = "*",
            ContentType = "application/json",
            ContentBody = JsonSerializer.Serialize(manifest, BatchManifest.Json),
        };
        try
        {
            var response = await s3.PutObjectAsync(request, cancellationToken);
            return new StoredManifest(manifest, Reference(key, response.ETag));
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.PreconditionFailed)
        {
            return await FindAsync(manifest.Dataset, manifest.BatchId, manifest.Attempt, cancellationToken)
                ?? throw new IOException("A manifest stood in the way, and is gone again.", e);
        }
    }

    private ManifestReference Reference(string key, string etag) => new() { Bucket = Bucket, Key = key, ETag = etag.Trim('"') };
}
