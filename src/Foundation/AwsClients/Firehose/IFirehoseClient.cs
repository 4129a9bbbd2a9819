namespace RetailBus.AwsClients.Firehose;

/// <summary>Amazon Data Firehose with S3 destinations. Every call throws <see cref="FirehoseException"/> when refused.</summary>
public interface IFirehoseClient : IDisposable
{
    /// <summary>Creates a direct-put stream; it takes records once its status is <c>ACTIVE</c>.</summary>
    /// <returns>The stream's ARN.</returns>
    /// <exception cref="ArgumentException">The destination is out of Firehose's limits.</exception>
    Task<string> CreateDeliveryStreamAsync(string name, S3Destination destination, CancellationToken cancellationToken = default);

    Task<DeliveryStreamDescription> DescribeDeliveryStreamAsync(string name, CancellationToken cancellationToken = default);

    Task DeleteDeliveryStreamAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Puts one record of at most 1,024,000 bytes; Firehose adds no delimiter.</summary>
    /// <returns>The record's id.</returns>
    Task<string> PutRecordAsync(string name, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default);

    /// <summary>Puts up to 500 records of together at most 4 MiB; look at the results, a call may succeed in part.</summary>
    Task<PutRecordBatchResult> PutRecordBatchAsync(
        string name, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken = default);
}
