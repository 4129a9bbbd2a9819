using System.Net;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Retaining;
using RetailBus.Platform.Storage;

namespace RetailBus.Orchestrator.Retaining;

/// <summary>Records of sweeps, and whose turn it is: objects of the processed zone outside any dataset's folder.</summary>
internal sealed class RetentionStore(IAmazonS3 s3, IOptions<ZoneOptions> zones)
{
    private const string Folder = "_retention/";
    private const string Records = Folder + "records/";
    private const string TurnKey = Folder + "turn.json";
    private const int LongestList = 100;

    private string Bucket => zones.Value.Processed;

    /// <summary>The newest first, at most 100.</summary>
    public async Task<IReadOnlyList<RetentionRecord>> ListAsync(CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        var request = new ListObjectsV2Request { BucketName = Bucket, Prefix = Records };
        do
        {
            var page = await s3.ListObjectsV2Async(request, cancellationToken);
            keys.AddRange((page.S3Objects ?? []).Select(entry => entry.Key));
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);

        var records = new List<RetentionRecord>();
        foreach (var key in keys.OrderDescending(StringComparer.Ordinal).Take(LongestList))
        {
            if ((await ReadAsync<RetentionRecord>(key, cancellationToken)).Value is { } record)
                records.Add(record);
        }

        return records;
    }

    public async Task<RetentionRecord?> FindAsync(Guid sweepId, CancellationToken cancellationToken) =>
        (await ReadAsync<RetentionRecord>(RecordKey(sweepId), cancellationToken)).Value;

    public Task SaveAsync(RetentionRecord record, CancellationToken cancellationToken) =>
        s3.PutObjectAsync(Put(RecordKey(record.SweepId), record), cancellationToken);

    public Task<(SweepTurn? Turn, string? ETag)> ReadTurnAsync(CancellationToken cancellationToken) =>
        ReadAsync<SweepTurn>(TurnKey, cancellationToken);

    /// <param name="turn">What is to stand there.</param>
    /// <param name="etag">Of what stands there now; null for nothing.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The new ETag; null when something else stands there.</returns>
    public async Task<string?> TrySaveTurnAsync(SweepTurn turn, string? etag, CancellationToken cancellationToken)
    {
        var request = Put(TurnKey, turn);
        if (etag is null)
            request.IfNoneMatch = "*";
        else
            request.IfMatch = etag;
        try
        {
            return (await s3.PutObjectAsync(request, cancellationToken)).ETag;
        }
        catch (AmazonS3Exception e) when (e.ErrorCode is "PreconditionFailed" or "ConditionalRequestConflict" or "NoSuchKey")
        {
            return null;
        }
    }

    private static string RecordKey(Guid sweepId) => $"{Records}{sweepId:D}.json";

    private PutObjectRequest Put<T>(string key, T value) => new()
    {
        BucketName = Bucket,
        Key = key,
        ContentType = "application/json",
        ContentBody = JsonSerializer.Serialize(value, JsonSerializerOptions.Web),
    };

    private async Task<(T? Value, string? ETag)> ReadAsync<T>(string key, CancellationToken cancellationToken)
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
}
