using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace RetailBus.Transform.Tests.Erasing;

/// <summary>Something happens right before the first conditional put.</summary>
/// <param name="url">Of S3.</param>
/// <param name="meanwhile">What happens.</param>
/// <param name="bucket">Into which the put is; null for any.</param>
internal sealed class OvertakenS3(Uri url, Func<Task> meanwhile, string? bucket = null) : AmazonS3Client(
    new BasicAWSCredentials("test", "test"),
    new AmazonS3Config { ServiceURL = url.ToString(), AuthenticationRegion = "us-east-1", ForcePathStyle = true })
{
    private bool _isOvertaken;

    public override async Task<PutObjectResponse> PutObjectAsync(PutObjectRequest request, CancellationToken cancellationToken = default)
    {
        if (request.IfMatch is not null && !_isOvertaken && request.BucketName == (bucket ?? request.BucketName))
        {
            _isOvertaken = true;
            await meanwhile();
        }

        return await base.PutObjectAsync(request, cancellationToken);
    }
}
