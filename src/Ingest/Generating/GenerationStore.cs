using System.Net;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Generations;
using RetailBus.Platform.Storage;

namespace RetailBus.Ingest.Generating;

/// <summary>
/// Generations as every instance of the service can see them: small objects in the processed zone, outside any dataset's folder. A stop
/// stands there too until the generation has ended, so that it also holds for a command that still waits or comes again.
/// </summary>
internal sealed class GenerationStore(IAmazonS3 s3, IOptions<ZoneOptions> zones)
{
    private const string Folder = "_generations/";
    private const string Running = Folder + "running/";
    private const string Ended = Folder + "ended/";
    private const string Stops = Folder + "stops/";

    /// <summary>Of an id, up to and with its first hyphen: enough of its time to order by.</summary>
    private const int TimeDigits = 9;

    private string Bucket => zones.Value.Processed;

    /// <summary>Generations that have not ended, the oldest first.</summary>
    public async Task<IReadOnlyList<GenerationStatus>> RunningAsync(CancellationToken cancellationToken)
    {
        var found = new List<GenerationStatus>();
        await foreach (var entry in s3.ObjectsAsync(Bucket, Running, cancellationToken))
        {
            if (await ReadAsync<GenerationStatus>(entry.Key, cancellationToken) is { } status)
                found.Add(status);
        }

        return [.. found.OrderBy(status => status.RequestedAt)];
    }

    /// <summary>Generations that have ended, of those that were asked for since a time; their ids begin with it.</summary>
    /// <param name="since">From when on.</param>
    /// <param name="known">What was found before, by key: it does not change, and is not read again.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyDictionary<string, GenerationStatus>> EndedAsync(
        DateTimeOffset since, IReadOnlyDictionary<string, GenerationStatus> known, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, GenerationStatus>(StringComparer.Ordinal);
        var first = Key(Ended, Guid.CreateVersion7(since))[..(Ended.Length + TimeDigits)];
        await foreach (var entry in s3.ObjectsAsync(Bucket, Ended, first, cancellationToken))
        {
            if ((known.GetValueOrDefault(entry.Key) ?? await ReadAsync<GenerationStatus>(entry.Key, cancellationToken)) is { } status)
                found[entry.Key] = status;
        }

        return found;
    }

    /// <summary>Null for a generation that nobody heard of. One that ends between the looks at both folders stands in the first by then.</summary>
    public async Task<GenerationStatus?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await FindEndedAsync(id, cancellationToken)
            ?? await ReadAsync<GenerationStatus>(Key(Running, id), cancellationToken)
            ?? await FindEndedAsync(id, cancellationToken);

    public Task<GenerationStatus?> FindEndedAsync(Guid id, CancellationToken cancellationToken) =>
        ReadAsync<GenerationStatus>(Key(Ended, id), cancellationToken);

    public Task<StopRequest?> FindStopAsync(Guid id, CancellationToken cancellationToken) =>
        ReadAsync<StopRequest>(Key(Stops, id), cancellationToken);

    /// <summary>
    /// Stops a generation. One that has not begun has ended with that; should it begin in the same moment, it finds the stop and ends so.
    /// </summary>
    public async Task StopAsync(Guid id, StopRequest stop, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await WriteAsync(Key(Stops, id), stop, cancellationToken);
        if (await ReadAsync<GenerationStatus>(Key(Running, id), cancellationToken) is not { State: GenerationState.Waiting } waiting)
            return;

        var (actor, reason) = stop;
        var ended = waiting with { State = GenerationState.Stopped, Reason = reason, Actor = actor, UpdatedAt = now, EndedAt = now };
        await WriteAsync(Key(Ended, id), ended, cancellationToken);
        await s3.DeleteObjectAsync(Bucket, Key(Running, id), cancellationToken);
    }

    public Task UpdateAsync(GenerationStatus status, CancellationToken cancellationToken) =>
        WriteAsync(Key(Running, status.GenerationId), status, cancellationToken);

    /// <summary>The end stands before anything is removed: after a crash between, the command that comes again finds it.</summary>
    public async Task EndAsync(GenerationStatus status, CancellationToken cancellationToken)
    {
        await WriteAsync(Key(Ended, status.GenerationId), status, cancellationToken);
        await TidyAsync(status.GenerationId, cancellationToken);
    }

    /// <summary>Removes what an ended generation needs no more.</summary>
    public async Task TidyAsync(Guid id, CancellationToken cancellationToken)
    {
        await s3.DeleteObjectAsync(Bucket, Key(Running, id), cancellationToken);
        await s3.DeleteObjectAsync(Bucket, Key(Stops, id), cancellationToken);
    }

    private static string Key(string folder, Guid id) => $"{folder}{id:D}.json";

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

    private Task<PutObjectResponse> WriteAsync<T>(string key, T document, CancellationToken cancellationToken) => s3.PutObjectAsync(
        new PutObjectRequest
        {
            BucketName = Bucket,
            Key = key,
            ContentType = "application/json",
            ContentBody = JsonSerializer.Serialize(document, JsonSerializerOptions.Web),
        },
        cancellationToken);
}
