using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS;
using Amazon.SQS.Model;
using RetailBus.Chaos.Oracle;

namespace RetailBus.Chaos.Stack;

/// <summary>What any AWS client sees of the stack: the raw zone, and the queues. It tries nothing again by itself.</summary>
internal sealed class AwsView(Uri url) : IDisposable
{
    public const string Bucket = "retailbus-raw";

    private const string Processed = "retailbus-processed";
    private static readonly string[] WorkQueues =
        ["retailbus-land", "retailbus-generate", "retailbus-transform", "retailbus-load", "retailbus-orchestrate"];

    private static readonly BasicAWSCredentials Credentials = new("test", "test");

    private readonly AmazonS3Client _s3 = new(
        Credentials,
        new AmazonS3Config { ServiceURL = url.ToString(), AuthenticationRegion = "us-east-1", ForcePathStyle = true, MaxErrorRetry = 0 });

    private readonly AmazonSQSClient _sqs = new(
        Credentials, new AmazonSQSConfig { ServiceURL = url.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });

    /// <returns>The version that was acknowledged.</returns>
    public async Task<string> PutAsync(string key, string text, CancellationToken cancellationToken) =>
        (await _s3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = key, ContentBody = text }, cancellationToken)).VersionId;

    /// <summary>The services' queues before the services make them, with the visibility timeout that the transport then goes by.</summary>
    public async Task CreateQueuesAsync(int visibilityTimeout, CancellationToken cancellationToken)
    {
        foreach (var name in WorkQueues)
        {
            await _sqs.CreateQueueAsync(
                new CreateQueueRequest(name) { Attributes = new() { [QueueAttributeName.VisibilityTimeout] = $"{visibilityTimeout}" } },
                cancellationToken);
        }
    }

    /// <summary>Messages of each queue that has any: waiting, in flight and delayed.</summary>
    public async Task<IReadOnlyDictionary<string, int>> QueuedAsync(CancellationToken cancellationToken)
    {
        var queued = new Dictionary<string, int>();
        foreach (var queue in (await _sqs.ListQueuesAsync(new ListQueuesRequest(), cancellationToken)).QueueUrls)
        {
            var attributes = await _sqs.GetQueueAttributesAsync(queue, [QueueAttributeName.All], cancellationToken);
            var messages = attributes.ApproximateNumberOfMessages + attributes.ApproximateNumberOfMessagesNotVisible
                + attributes.ApproximateNumberOfMessagesDelayed;
            if (messages > 0)
                queued[queue[(queue.LastIndexOf('/') + 1)..]] = messages;
        }

        return queued;
    }

    /// <summary>Every version in the raw zone, with its content.</summary>
    public async Task<IReadOnlyList<LandedVersion>> ReadRawZoneAsync(CancellationToken cancellationToken)
    {
        var versions = new List<LandedVersion>();
        await foreach (var version in _s3.Paginators.ListVersions(new() { BucketName = Bucket }).Versions.WithCancellation(cancellationToken))
        {
            using var found = await _s3.GetObjectAsync(
                new() { BucketName = Bucket, Key = version.Key, VersionId = version.VersionId }, cancellationToken);
            using var reader = new StreamReader(found.ResponseStream);
            var text = await reader.ReadToEndAsync(cancellationToken);
            versions.Add(new LandedVersion(Bucket, version.Key, version.VersionId, Clock.Second(found.LastModified!.Value), text));
        }

        return versions;
    }

    /// <summary>Keys of a batch's output, in order.</summary>
    public async Task<IReadOnlyList<string>> ProcessedAsync(string batch, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        await foreach (var found in _s3.Paginators.ListObjectsV2(new() { BucketName = Processed }).S3Objects.WithCancellation(cancellationToken))
            keys.Add(found.Key);
        return [.. keys.Where(key => key.Contains($"batch={batch}/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    public void Dispose()
    {
        _s3.Dispose();
        _sqs.Dispose();
    }
}
