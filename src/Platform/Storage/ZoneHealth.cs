using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace RetailBus.Platform.Storage;

/// <summary>Ready when the raw zone's bucket answers: one request, with a right that the zones' check at the start needs too.</summary>
internal sealed class ZoneHealth(IAmazonS3 s3, IOptions<ZoneOptions> zones) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var bucket = zones.Value.Raw;
        try
        {
            await s3.GetBucketLocationAsync(new GetBucketLocationRequest { BucketName = bucket }, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy($"The bucket {bucket} does not answer. See whether the object store runs and may be read.", e);
        }
    }
}
