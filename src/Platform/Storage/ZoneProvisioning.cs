using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RetailBus.Platform.Aws;

namespace RetailBus.Platform.Storage;

/// <summary>
/// The zones' buckets, before any service of the process starts; the raw zone's keeps every version, so that what landed is never lost.
/// </summary>
internal sealed class ZoneProvisioning(IAmazonS3 s3, IOptions<ZoneOptions> zones, IOptions<AwsOptions> aws) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => aws.Value.Provision ? MakeAsync(cancellationToken) : CheckAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        await MakeAsync(zones.Value.Raw, cancellationToken);
        await MakeAsync(zones.Value.Processed, cancellationToken);
        await MakeAsync(zones.Value.Quarantine, cancellationToken);

        var versioning = await s3.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = zones.Value.Raw }, cancellationToken);
        if (versioning.VersioningConfig?.Status == VersionStatus.Enabled)
            return;
        await s3.PutBucketVersioningAsync(
            new PutBucketVersioningRequest
            {
                BucketName = zones.Value.Raw,
                VersioningConfig = new S3BucketVersioningConfig { Status = VersionStatus.Enabled },
            },
            cancellationToken);
    }

    /// <exception cref="InvalidOperationException">A bucket is missing.</exception>
    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        foreach (var bucket in new[] { zones.Value.Raw, zones.Value.Processed, zones.Value.Quarantine })
        {
            if (!await IsThereAsync(bucket, cancellationToken))
            {
                throw new InvalidOperationException(
                    $"The bucket {bucket} is not there, and Aws:Provision is off. Create it, correct Zones, or turn Aws:Provision on.");
            }
        }
    }

    private async Task MakeAsync(string bucket, CancellationToken cancellationToken)
    {
        if (await IsThereAsync(bucket, cancellationToken))
            return;
        try
        {
            await s3.PutBucketAsync(new PutBucketRequest { BucketName = bucket, UseClientRegion = true }, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "BucketAlreadyOwnedByYou")
        {
            // Another service made it in the same moment.
            return;
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "BucketAlreadyExists")
        {
            throw new InvalidOperationException(
                $"The bucket name {bucket} is taken by another AWS account. Bucket names are global: choose another under Zones.", e);
        }
    }

    private async Task<bool> IsThereAsync(string bucket, CancellationToken cancellationToken)
    {
        try
        {
            await s3.GetBucketLocationAsync(new GetBucketLocationRequest { BucketName = bucket }, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }
}
