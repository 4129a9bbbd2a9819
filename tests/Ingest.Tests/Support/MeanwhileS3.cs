using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace RetailBus.Ingest.Tests.Support;

/// <summary>Something happens right after the first read of an object that is not there.</summary>
internal sealed class MeanwhileS3(Uri url, Func<Task> meanwhile) : AmazonS3Client(
    new BasicAWSCredentials("test", "test"),
    new AmazonS3Config { ServiceURL = url.ToString(), AuthenticationRegion = "us-east-1", ForcePathStyle = true })
{
    private bool _isOver;

    public override async Task<GetObjectResponse> GetObjectAsync(GetObjectRequest request, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.GetObjectAsync(request, cancellationToken);
        }
        catch (NoSuchKeyException) when (!_isOver)
        {
            _isOver = true;
            await meanwhile();
            throw;
        }
    }
}
