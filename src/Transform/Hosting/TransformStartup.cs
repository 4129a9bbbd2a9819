using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Util;
using Microsoft.Extensions.Options;
using RetailBus.Platform.Aws;
using RetailBus.Platform.Storage;
using RetailBus.Transform.DuckDb;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.Hosting;

/// <summary>Before the first batch: contracts read, the engine warm, what a dead process left removed, the zones there.</summary>
internal sealed class TransformStartup(
    ContractCatalog contracts, DuckDbSessions sessions, IAmazonS3 s3, IOptions<ZoneOptions> zones, IOptions<AwsOptions> aws) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (contracts.All.Count == 0)
            throw new InvalidOperationException("There is no contract (*.odcs.yaml) in the folder that Datasets:Path names, so that no file could be read.");
        StrictGzip.Verify();
        using (sessions.Rent())
        {
            foreach (var bucket in new[] { zones.Value.Processed, zones.Value.Quarantine })
                await EnsureAsync(bucket, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task EnsureAsync(string bucket, CancellationToken cancellationToken)
    {
        if (await AmazonS3Util.DoesS3BucketExistV2Async(s3, bucket))
            return;
        if (!aws.Value.Provision)
            throw new InvalidOperationException($"There is no bucket {bucket}. Create it, or set Aws:Provision to true to have it created.");
        try
        {
            await s3.PutBucketAsync(new PutBucketRequest { BucketName = bucket }, cancellationToken);
        }
        catch (BucketAlreadyOwnedByYouException)
        {
            return;
        }
    }
}
