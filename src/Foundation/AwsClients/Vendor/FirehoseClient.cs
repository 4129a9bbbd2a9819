using Amazon.KinesisFirehose;
using Amazon.KinesisFirehose.Model;
using Amazon.Runtime;

namespace RetailBus.AwsClients.Firehose;

/// <summary>Amazon Data Firehose by the AWS SDK's own client, where the SDKs take our clients' place (<c>-p:VendorSdks=true</c>).</summary>
public sealed class FirehoseClient : IFirehoseClient
{
    private readonly AmazonKinesisFirehoseClient _client;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public FirehoseClient(AwsClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var config = new AmazonKinesisFirehoseConfig();
        VendorConfig.Apply(config, options);
        _client = options.Credentials is { } credentials ? new AmazonKinesisFirehoseClient(credentials, config) : new AmazonKinesisFirehoseClient(config);
    }

    public Task<string> CreateDeliveryStreamAsync(string name, S3Destination destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (destination.Problems() is { } problems)
            throw new ArgumentException(problems, nameof(destination));
        var request = new CreateDeliveryStreamRequest
        {
            DeliveryStreamName = name,
            DeliveryStreamType = DeliveryStreamType.DirectPut,
            ExtendedS3DestinationConfiguration = new ExtendedS3DestinationConfiguration
            {
                BucketARN = destination.BucketArn,
                RoleARN = destination.RoleArn,
                Prefix = destination.Prefix,
                ErrorOutputPrefix = destination.ErrorOutputPrefix,
                FileExtension = destination.FileExtension,
                CompressionFormat = CompressionFormat.FindValue(destination.CompressionFormat),
                BufferingHints = new BufferingHints
                {
                    SizeInMBs = destination.BufferingSizeMiB,
                    IntervalInSeconds = destination.BufferingIntervalSeconds,
                },
            },
        };
        return CallAsync(async () => (await _client.CreateDeliveryStreamAsync(request, cancellationToken)).DeliveryStreamARN);
    }

    public Task<DeliveryStreamDescription> DescribeDeliveryStreamAsync(string name, CancellationToken cancellationToken = default) => CallAsync(async () =>
    {
        var request = new DescribeDeliveryStreamRequest { DeliveryStreamName = name };
        var told = (await _client.DescribeDeliveryStreamAsync(request, cancellationToken)).DeliveryStreamDescription;
        var destination = told.Destinations?.FirstOrDefault()?.ExtendedS3DestinationDescription;
        return new DeliveryStreamDescription(
            told.DeliveryStreamName, told.DeliveryStreamARN, told.DeliveryStreamStatus.Value, told.VersionId, destination?.BucketARN, destination?.Prefix);
    });

    public Task DeleteDeliveryStreamAsync(string name, CancellationToken cancellationToken = default) =>
        CallAsync(() => _client.DeleteDeliveryStreamAsync(new DeleteDeliveryStreamRequest { DeliveryStreamName = name }, cancellationToken));

    public Task<string> PutRecordAsync(string name, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default) => CallAsync(async () =>
    {
        using var content = Content(data);
        var request = new PutRecordRequest { DeliveryStreamName = name, Record = new Record { Data = content } };
        return (await _client.PutRecordAsync(request, cancellationToken)).RecordId;
    });

    public Task<PutRecordBatchResult> PutRecordBatchAsync(
        string name, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken = default) => CallAsync(async () =>
    {
        var request = new PutRecordBatchRequest
        {
            DeliveryStreamName = name,
            Records = [.. records.Select(record => new Record { Data = Content(record) })],
        };
        var answer = await _client.PutRecordBatchAsync(request, cancellationToken);
        return new PutRecordBatchResult(
            answer.FailedPutCount ?? 0,
            [.. (answer.RequestResponses ?? []).Select(result => new PutRecordResult(result.RecordId, result.ErrorCode, result.ErrorMessage))]);
    });

    public void Dispose() => _client.Dispose();

    private static MemoryStream Content(ReadOnlyMemory<byte> data) => new(data.ToArray(), writable: false);

    private static async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (AmazonServiceException e)
        {
            throw new FirehoseException(e.Message, e, e.ErrorCode, e.RequestId, e.StatusCode);
        }
    }
}
