using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace RetailBus.Chaos;

/// <summary>Any S3 client's view of the stack, and the queues'.</summary>
internal sealed class RawZone(Uri awsUrl) : IDisposable
{
    private const string Bucket = "retailbus-raw";
    private static readonly BasicAWSCredentials Credentials = new("test", "test");

    private readonly AmazonS3Client _s3 = new(
        Credentials, new AmazonS3Config { ServiceURL = awsUrl.ToString(), AuthenticationRegion = "us-east-1", ForcePathStyle = true });

    private readonly AmazonSQSClient _sqs = new(
        Credentials, new AmazonSQSConfig { ServiceURL = awsUrl.ToString(), AuthenticationRegion = "us-east-1" });

    public Task PutAsync(string key, string text, CancellationToken cancellationToken) =>
        _s3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = key, ContentBody = text }, cancellationToken);

    /// <summary>What a killed process held comes again after so many seconds, rather than the usual 30.</summary>
    public async Task SetVisibilityTimeoutAsync(int seconds, CancellationToken cancellationToken)
    {
        var queues = await _sqs.ListQueuesAsync(new ListQueuesRequest { QueueNamePrefix = "retailbus-" }, cancellationToken);
        foreach (var queue in queues.QueueUrls)
            await _sqs.SetQueueAttributesAsync(queue, new() { ["VisibilityTimeout"] = $"{seconds}" }, cancellationToken);
    }

    public void Dispose()
    {
        _s3.Dispose();
        _sqs.Dispose();
    }
}
