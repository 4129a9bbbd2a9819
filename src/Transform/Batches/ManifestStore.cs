using System.Net;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Storage;

namespace RetailBus.Transform.Batches;

/// <summary>
/// Manifests in the processed zone: a transform writes each where none stands, and of executions that race one wins. Only an erasure
/// writes one again, under another ETag, or removes it.
/// </summary>
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
        return await s3.ObjectsAsync(Bucket, prefix, cancellationToken)
            .Select(found => Path.GetFileNameWithoutExtension(found.Key[prefix.Length..]))
            .Select(name => int.TryParse(name, out var attempt) ? attempt : (int?)null)
            .Where(attempt => attempt > 0)
            .MaxAsync(cancellationToken: cancellationToken);
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
