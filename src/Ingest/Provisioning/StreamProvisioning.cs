using Microsoft.Extensions.Options;
using RetailBus.AwsClients.Firehose;
using RetailBus.Platform.Storage;

namespace RetailBus.Ingest.Provisioning;

/// <summary>The delivery stream into the raw zone. One that is there keeps its settings.</summary>
internal sealed class StreamProvisioning(
    IFirehoseClient firehose,
    IOptions<DeliveryStreamOptions> options,
    IOptions<ZoneOptions> zones,
    TimeProvider time,
    ILogger<StreamProvisioning> logger)
{
    private const int Polls = 300;
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(200);

    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        var stream = options.Value;
        var prefix = $"{stream.Dataset}/";
        if (await FindAsync(cancellationToken) is null)
        {
            await CreateAsync(new S3Destination
            {
                BucketArn = $"arn:aws:s3:::{zones.Value.Raw}",
                RoleArn = stream.RoleArn,
                Prefix = prefix,
                BufferingSizeMiB = stream.BufferMiB,
                BufferingIntervalSeconds = stream.BufferSeconds,
                CompressionFormat = stream.Gzip ? "GZIP" : "UNCOMPRESSED",
                FileExtension = stream.Gzip ? ".csv.gz" : ".csv",
            }, cancellationToken);
        }

        for (var poll = 0; await FindAsync(cancellationToken) is not { IsActive: true }; poll++)
        {
            if (poll == Polls)
                throw new TimeoutException($"The delivery stream {stream.Name} did not become active within {Polls * PollEvery}.");
            await Task.Delay(PollEvery, time, cancellationToken);
        }

        IngestLog.StreamReady(logger, stream.Name, zones.Value.Raw, prefix);
    }

    /// <exception cref="InvalidOperationException">The stream is missing.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is null)
        {
            throw new InvalidOperationException(
                $"The delivery stream {options.Value.Name} is not there, and Aws:Provision is off. Create it, correct Ingest:Stream, or turn "
                + "Aws:Provision on.");
        }
    }

    private async Task<DeliveryStreamDescription?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await firehose.DescribeDeliveryStreamAsync(options.Value.Name, cancellationToken);
        }
        catch (FirehoseException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    private async Task CreateAsync(S3Destination destination, CancellationToken cancellationToken)
    {
        try
        {
            await firehose.CreateDeliveryStreamAsync(options.Value.Name, destination, cancellationToken);
        }
        catch (FirehoseException e) when (e.IsInUse)
        {
            // Another instance created it in the same moment.
            return;
        }
    }
}
