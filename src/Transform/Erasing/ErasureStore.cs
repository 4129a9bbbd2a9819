using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Erasures;
using RetailBus.Platform.Storage;

namespace RetailBus.Transform.Erasing;

/// <summary>
/// Records of erasures, and pointers to the erased forms of batches: objects of the processed zone outside any dataset's folder.
/// </summary>
internal sealed class ErasureStore(IAmazonS3 s3, IOptions<ZoneOptions> zones, IOptions<ErasureOptions> options)
{
    private const string Folder = "_erasures/";
    private const string HashKey = Folder + "hash-key";
    private const int HashKeyBytes = 32;
    private const int LongestList = 100;

    private string Bucket => zones.Value.Processed;

    /// <summary>Where the erased forms of batches stand that are not their slots' newest content.</summary>
    public static string FormsFolder(string dataset) => $"{Folder}raw/{dataset}/";

    /// <summary>The newest first, at most 100.</summary>
    public async Task<IReadOnlyList<ErasureRecord>> ListAsync(CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        var request = new ListObjectsV2Request { BucketName = Bucket, Prefix = Folder + "records/" };
        do
        {
            var page = await s3.ListObjectsV2Async(request, cancellationToken);
            keys.AddRange((page.S3Objects ?? []).Select(entry => entry.Key));
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);

        var records = new List<ErasureRecord>();
        foreach (var key in keys.OrderDescending(StringComparer.Ordinal).Take(LongestList))
        {
            if (await ReadAsync<ErasureRecord>(key, cancellationToken) is { } record)
                records.Add(record);
        }

        return records;
    }

    public Task<ErasureRecord?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        ReadAsync<ErasureRecord>(RecordKey(id), cancellationToken);

    public Task SaveAsync(ErasureRecord record, CancellationToken cancellationToken) =>
        WriteAsync(RecordKey(record.ErasureId), JsonSerializer.Serialize(record, JsonSerializerOptions.Web), cancellationToken);

    public Task<FormPointer?> FindFormAsync(Guid batchId, CancellationToken cancellationToken) =>
        ReadAsync<FormPointer>(FormKey(batchId), cancellationToken);

    public Task SaveFormAsync(Guid batchId, FormPointer form, CancellationToken cancellationToken) =>
        WriteAsync(FormKey(batchId), JsonSerializer.Serialize(form, JsonSerializerOptions.Web), cancellationToken);

    /// <summary>The keyed hash of what was erased.</summary>
    public async Task<string> HashAsync(string dataset, ErasureKey key, CancellationToken cancellationToken)
    {
        var secret = options.Value.HashKey is { } configured ? Encoding.UTF8.GetBytes(configured) : await OwnKeyAsync(cancellationToken);
        return Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{dataset}\n{key.Normal()}")));
    }

    private static string RecordKey(Guid id) => $"{Folder}records/{id:D}.json";

    private static string FormKey(Guid batchId) => $"{Folder}forms/{batchId:D}.json";

    private async Task<byte[]> OwnKeyAsync(CancellationToken cancellationToken)
    {
        if (await ReadAsync<string>(HashKey, cancellationToken) is { } known)
            return Convert.FromHexString(known);
        var made = Convert.ToHexString(RandomNumberGenerator.GetBytes(HashKeyBytes));
        var json = JsonSerializer.Serialize(made);
        try
        {
            await s3.PutObjectAsync(
                new PutObjectRequest { BucketName = Bucket, Key = HashKey, IfNoneMatch = "*", ContentBody = json },
                cancellationToken);
            return Convert.FromHexString(made);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            return Convert.FromHexString((await ReadAsync<string>(HashKey, cancellationToken))!);
        }
    }

    private async Task<T?> ReadAsync<T>(string key, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var response = await s3.GetObjectAsync(Bucket, key, cancellationToken);
            return await JsonSerializer.DeserializeAsync<T>(response.ResponseStream, JsonSerializerOptions.Web, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket")
        {
            return null;
        }
    }

    private Task<PutObjectResponse> WriteAsync(string key, string json, CancellationToken cancellationToken) => s3.PutObjectAsync(
        new PutObjectRequest { BucketName = Bucket, Key = key, ContentType = "application/json", ContentBody = json }, cancellationToken);
}
