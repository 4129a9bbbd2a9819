using System.Text.Json;
using RetailBus.AwsClients.Protocol;

namespace RetailBus.AwsClients.Firehose;

/// <summary>Amazon Data Firehose over its JSON protocol (API version 2015-08-04). Thread-safe; keep one per process.</summary>
public sealed class FirehoseClient : IFirehoseClient
{
    private static readonly AwsService Service = new("Firehose", "firehose", "2015-08-04");

    private readonly AwsServiceClient _client;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public FirehoseClient(AwsClientOptions options) => _client = new AwsServiceClient(Service, options);

    public Task<string> CreateDeliveryStreamAsync(
        string name, S3Destination destination, CancellationToken cancellationToken = default)
    {
        if (destination.Problems() is { } problems) throw new ArgumentException(problems, nameof(destination));
        return SendAsync("CreateDeliveryStream", json => FirehoseJson.WriteStream(json, name, destination),
            root => FirehoseJson.Required(root, "DeliveryStreamARN"), cancellationToken);
    }

    public Task<DeliveryStreamDescription> DescribeDeliveryStreamAsync(string name, CancellationToken cancellationToken = default) =>
        SendAsync("DescribeDeliveryStream", json => json.WriteString("DeliveryStreamName", name),
            FirehoseJson.ReadDescription, cancellationToken);

    public Task DeleteDeliveryStreamAsync(string name, CancellationToken cancellationToken = default) =>
        SendAsync("DeleteDeliveryStream", json => json.WriteString("DeliveryStreamName", name), _ => true, cancellationToken);

    public Task<string> PutRecordAsync(string name, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default) =>
        SendAsync("PutRecord", json => FirehoseJson.WriteRecord(json, name, data),
            root => FirehoseJson.Required(root, "RecordId"), cancellationToken);

    public Task<PutRecordBatchResult> PutRecordBatchAsync(
        string name, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken = default) =>
        SendAsync("PutRecordBatch", json => FirehoseJson.WriteRecords(json, name, records),
            FirehoseJson.ReadBatchResult, cancellationToken);

    public void Dispose() => _client.Dispose();

    private Task<T> SendAsync<T>(
        string operation, Action<Utf8JsonWriter> write, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        _client.CallAsync<T>(
            new JsonCall(Service, "Firehose_20150804." + operation, write),
            new JsonUnmarshaller<T>(read, FirehoseJson.Fault),
            cancellationToken);
}
