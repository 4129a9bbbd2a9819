using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace RetailBus.Orchestrator.Tests.Support;

/// <summary>S3 on which some objects are removed by someone else just before their heads are read.</summary>
internal sealed class VanishingS3(AWSCredentials credentials, AmazonS3Config config) : AmazonS3Client(credentials, config)
{
    /// <summary>Keys of objects that are gone once someone looks at them.</summary>
    public HashSet<string> Vanishing { get; } = [];

    public override async Task<GetObjectMetadataResponse> GetObjectMetadataAsync(
        GetObjectMetadataRequest request, CancellationToken cancellationToken = default)
    {
        if (Vanishing.Contains(request.Key))
            await DeleteObjectAsync(request.BucketName, request.Key, request.VersionId, cancellationToken);
        return await base.GetObjectMetadataAsync(request, cancellationToken);
    }
}
