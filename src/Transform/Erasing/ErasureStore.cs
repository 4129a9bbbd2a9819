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
    private const string HashKey = ErasureFolders.Root + "hash-key";
    private const int HashKeyBytes = 32;
    private const int LongestList = 100;

    private string Bucket => zones.Value.Processed;

    /// <summary>Where the erased forms of batches stand that are not their slots' newest content.</summary>
    public static string FormsFolder(string dataset) => ErasureFolders.Aside(dataset);

    /// <summary>The newest first, at most 100.</summary>
    public async Task<IReadOnlyList<ErasureRecord>> ListAsync(CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        var request = new ListObjectsV2Request { BucketName = Bucket, Prefix = ErasureFolders.Records };
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

    /// <summary>Saves a record where none stands yet.</summary>
    public Task SaveNewAsync(ErasureRecord record, CancellationToken cancellationToken) => TryWriteAsync(
        RecordKey(record.ErasureId), JsonSerializer.Serialize(record, JsonSerializerOptions.Web), ifMatch: null, cancellationToken);

    public async Task<FormPointer?> FindFormAsync(Guid batchId, CancellationToken cancellationToken) =>
        (await ReadFormAsync(batchId, cancellationToken)).Form;

    /// <summary>The pointer and its ETag, which <see cref="TrySaveFormAsync"/> wants; both null when there is none.</summary>
    public Task<(FormPointer? Form, string? ETag)> ReadFormAsync(Guid batchId, CancellationToken cancellationToken) =>
        ReadTaggedAsync<FormPointer>(FormKey(batchId), cancellationToken);

    /// <summary>Saves the pointer unless another erasure has saved one since it was read.</summary>
    /// <param name="batchId">The batch.</param>
    /// <param name="form">The pointer.</param>
    /// <param name="etag">Of the pointer that it takes the place of; null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>False when another one stands there.</returns>
    public Task<bool> TrySaveFormAsync(Guid batchId, FormPointer form, string? etag, CancellationToken cancellationToken) =>
        TryWriteAsync(FormKey(batchId), JsonSerializer.Serialize(form, JsonSerializerOptions.Web), etag, cancellationToken);

    /// <summary>The keyed hash of what was erased.</summary>
    public async Task<string> HashAsync(string dataset, ErasureKey key, CancellationToken cancellationToken)
    {
        var secret = options.Value.HashKey is { } configured ? Encoding.UTF8.GetBytes(configured) : await OwnKeyAsync(cancellationToken);
        return Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{dataset}\n{key.Normal()}")));
    }

    private static string RecordKey(Guid id) => $"{ErasureFolders.Records}{id:D}.json";

    private static string FormKey(Guid batchId) => $"{ErasureFolders.Forms}{batchId:D}.json";

    private async Task<byte[]> OwnKeyAsync(CancellationToken cancellationToken)
    {
        if (await ReadAsync<string>(HashKey, cancellationToken) is { } known)
            return Convert.FromHexString(known);
        var made = Convert.ToHexString(RandomNumberGenerator.GetBytes(HashKeyBytes));
        var json = JsonSerializer.Serialize(made);
        return await TryWriteAsync(HashKey, json, ifMatch: null, cancellationToken)
            ? Convert.FromHexString(made)
            : Convert.FromHexString((await ReadAsync<string>(HashKey, cancellationToken))!);
    }

    private async Task<T?> ReadAsync<T>(string key, CancellationToken cancellationToken)
        where T : class => (await ReadTaggedAsync<T>(key, cancellationToken)).Value;

    private async Task<(T? Value, string? ETag)> ReadTaggedAsync<T>(string key, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var response = await s3.GetObjectAsync(Bucket, key, cancellationToken);
            var value = await JsonSerializer.DeserializeAsync<T>(response.ResponseStream, JsonSerializerOptions.Web, cancellationToken);
            return (value, response.ETag);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket")
        {
            return (null, null);
        }
    }

    private async Task<bool> TryWriteAsync(string key, string json, string? ifMatch, CancellationToken cancellationToken)
    {
        var request = new PutObjectRequest { BucketName = Bucket, Key = key, ContentType = "application/json", ContentBody = json };
        if (ifMatch is null)
            request.IfNoneMatch = "*";
        else
            request.IfMatch = ifMatch;
        try
        {
            await s3.PutObjectAsync(request, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception e) when (e.IsOvertaken())
        {
            return false;
        }
    }

    private Task<PutObjectResponse> WriteAsync(string key, string json, CancellationToken cancellationToken) => s3.PutObjectAsync(
        new PutObjectRequest { BucketName = Bucket, Key = key, ContentType = "application/json", ContentBody = json }, cancellationToken);
}
