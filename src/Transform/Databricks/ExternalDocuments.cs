using System.Net;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Storage;

namespace RetailBus.Transform.Databricks;

/// <summary>The JSON documents by which this service and the job talk, all in the batch's folder of the processed zone.</summary>
internal sealed class ExternalDocuments(IAmazonS3 s3, IOptions<ZoneOptions> zones)
{
    public Uri Address(string key) => new($"s3://{zones.Value.Processed}/{key}");

    public async Task<T?> FindAsync<T>(string key, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var response = await s3.GetObjectAsync(zones.Value.Processed, key, cancellationToken);
            return await JsonSerializer.DeserializeAsync<T>(response.ResponseStream, BatchManifest.Json, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket")
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<string>> KeysAsync(string prefix, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        await foreach (var item in s3.ObjectsAsync(zones.Value.Processed, prefix, cancellationToken))
            found.Add(item.Key);
        return found;
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => s3.DeleteObjectAsync(zones.Value.Processed, key, cancellationToken);

    public Task PutAsync<T>(string key, T document, CancellationToken cancellationToken) => s3.PutObjectAsync(
        new PutObjectRequest
        {
            BucketName = zones.Value.Processed,
            Key = key,
            ContentType = "application/json",
            ContentBody = JsonSerializer.Serialize(document, BatchManifest.Json),
        },
        cancellationToken);
}
