using Microsoft.Extensions.Options;
using RetailBus.AwsClients.Firehose;

namespace RetailBus.Ingest.Generating;

/// <summary>Amazon Data Firehose.</summary>
internal sealed class FirehoseDeliveryStream(IFirehoseClient firehose, IOptions<DeliveryStreamOptions> options) : IDeliveryStream
{
    public string Name => options.Value.Name;

    public async Task<IReadOnlyList<string?>> PutAsync(IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken)
    {
        var result = await firehose.PutRecordBatchAsync(Name, records, cancellationToken);
        return [.. result.Results.Select(record => record.ErrorCode)];
    }
}
